/** The English texts of the wall. */
export const enWall = {
  wall: {
    title: 'Wall of channels',
    leave: 'Leave the wall',
    group: { none: 'All together', host: 'By host' },
    grouping: 'Grouping',
    noHost: 'Without a host',
    loudness: 'Loudness {{lufs}} LUFS',
    page: '{{page}} / {{pages}}',
    onAir: '{{running}} of {{wanted}} on air',
    lost: 'Connection lost at {{time}}. Trying again.',
  },
}
