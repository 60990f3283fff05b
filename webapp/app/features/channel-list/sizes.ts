/**
 * So many channels are in full in the document: more than the largest usual screen shows, so that it
 * is small and soon there.
 */
export const AT_FIRST = 30

/** Rows that are laid out and painted together, or not at all: a browser pays for each such box. */
export const ROWS_IN_GROUP = 20

/** Of cards: no number of columns leaves a hole at the end of it that its class makes. */
export const CARDS_IN_GROUP = 60
