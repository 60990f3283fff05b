/**
 * How much of each a channel has at most. The schemas refuse more; what forms read, offer and name by
 * themselves is held to it too, and takes it from here, which no schema library comes along with.
 */

/** Letters. */
export const LONGEST_CHANNEL_NAME = 100

export const MOST_SOURCES = 8

/** Headers that are sent to a source besides. */
export const MOST_HEADERS = 16

/** Each is a process of its own: more of one channel are better sent on by the far side. */
export const MOST_RESTREAMS = 8

/** Each is encoded by itself: more of them than players tell apart only cost. */
export const MOST_RENDITIONS = 6

/** With the main one as many as the tables of FFmpeg's transport stream have room for. */
export const MOST_AUDIO_RENDITIONS = 7

/** More languages than a programme is sent with. */
export const MOST_SUBTITLES = 4

/** Windows of a schedule: those of each week, and those that are once. */
export const MOST_WEEKLY = 50
export const MOST_ONE_OFF = 200

/** Channels that are changed at once: it is one transaction, which others wait for. */
export const MOST_CHOSEN = 1000
