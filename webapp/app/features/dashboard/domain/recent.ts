/** So many entries of activity are read for the dashboard; as many may be one line. */
export const RECENT = 60
