/** The English texts of how every host behaves. */
export const enSystem = {
  system: {
    title: 'How channels are kept on air',
    hint: 'Holds for every host within a second. No FFmpeg is restarted by a change here.',
    readOnly: 'Only administrators change these.',
    save: 'Save',
    reset: 'Restore all defaults',
    saved: 'Saved. Hosts take it over within a second; nothing was restarted.',
    restored: 'The defaults hold again. Nothing was restarted.',
    default: 'Default: {{value}}',
    auto: 'chosen by the host',
    number: 'Enter a number.',
    range: 'Enter {{min}} to {{max}}.',
    whole: 'Enter a whole number.',
    unit: {
      second: 's',
      segment: 'segments',
      restart: 'restarts',
      start: 'at once',
      percent: '%',
    },
    group: {
      health: 'Health',
      restarts: 'Restarts',
      sources: 'Sources',
      publishing: 'Publishing',
      fleet: 'Starts and stops',
    },
    field: {
      healthCheckSeconds: 'Check each channel every',
      stallSeconds: 'A stall: no new segment for',
      startTimeoutSeconds: 'A start has failed without a segment after',
      encodingMaxRestarts: 'Quick restarts after encoding errors',
      encodingWindowSeconds: 'Quick restarts are counted within',
      restartCooldownSeconds: 'Longest wait between quick restarts',
      healthyResetSeconds: 'Failures are forgotten after running well for',
      slowRetrySeconds: 'Afterwards try again every',
      primaryReturnSeconds: 'Return to the primary when it has been well for',
      sourceSwitchSeconds: 'At most one switch of sources in',
      sourceAllowCidrs: 'Private networks that sources may be in',
      reserveSegments: 'Reserve of complete segments',
      maxConcurrentStarts: 'Channels that start at the same time',
      cpuReserveShare: 'Share of the cores that starts leave free',
      mediaQuotaShare: 'Share of the RAM disk that one channel may hold',
      maxStopShare: 'Ask before a change stops more of the running channels than',
    },
    hintOf: {
      reserveSegments:
        'Hides hiccups of a source as long as that; each costs a segment of latency.',
      sourceAllowCidrs:
        'One a line, 10.0.0.0/8 for example. A source outside is refused at its next start.',
      maxConcurrentStarts: 'Empty: a quarter of the cores of a host, at least 4.',
      cpuReserveShare:
        'A start that would need it waits for room. More is safer, less carries more channels.',
      mediaQuotaShare:
        'When the disk is nearly full, a channel that holds more is stopped so that the others stay.',
      maxStopShare: 'Guards against an empty database that was restored by mistake.',
    },
  },
}
