/** The English texts of the log of FFmpeg and of how a channel is encoded. */
export const enLogs = {
  logs: {
    search: 'Search the log',
    level: 'Level',
    floor: {
      debug: 'Everything',
      info: 'Info and worse',
      warning: 'Warnings and worse',
      error: 'Errors only',
    },
    name: {
      debug: 'DEBUG',
      info: 'INFO',
      warning: 'WARNING',
      error: 'ERROR',
      fatal: 'FATAL',
    },
    shown: '{{shown}} of {{total}} lines',
    noMatch: 'No line matches.',
    paused: 'Paused. New lines come when you follow again.',
  },
  encoding: {
    preset: 'Preset',
    renditions: 'Renditions',
    source: 'as the source',
    audio: 'Audio',
    audioModes: { auto: 'copied where it fits', encode: 'encoded', none: 'none' },
    kbps: '{{kbps}} kb/s',
    restart: 'Restarts by itself',
    priority: 'Priority',
    cpuLimit: 'CPU limit',
    memoryLimit: 'Memory limit',
  },
  sourceState: {
    active: 'in use',
    silent: 'chosen, brings nothing yet',
    standby: 'standing by',
    failed: 'failed last: {{message}}',
    backup: 'A better source has failed; the host goes back to it when it answers steadily.',
  },
}
