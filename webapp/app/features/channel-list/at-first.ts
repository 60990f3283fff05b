/**
 * So many channels are in full in the document: more than the largest usual screen shows, so that it
 * is small and soon there.
 */
export const AT_FIRST = 40
