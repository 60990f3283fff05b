/** So many entries of activity are read for the dashboard; as many may be one line. */
export const RECENT = 60

/** How long after an answer the next is asked for. */
export const ASKED_EVERY_MS = 5000
