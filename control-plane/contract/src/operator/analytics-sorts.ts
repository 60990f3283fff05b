/**
 * What channels are sorted by: the columns of their table, in order. A page has it from here, which no
 * schema library comes along with.
 */
export const ANALYTICS_SORTS = [
  'name',
  'availability',
  'viewersPeak',
  'viewerSeconds',
  'sentBytes',
  'restarts',
  'slateSeconds',
  'darkSeconds',
  'cpuSeconds',
  'qualityScore',
  'playerSessions',
  'rebufferedShare',
  'stallsPerHour',
  'throughputKbps',
] as const
