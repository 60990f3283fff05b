import { z } from 'zod'

/**
 * What playlists say of the breaks that a source announces by SCTE 35: nothing, date ranges (RFC
 * 8216bis), or these and the tags CUE-OUT and CUE-IN beside segments.
 */
export const CueMode = z.enum(['off', 'daterange', 'daterange-and-cue-out'])
export type CueMode = z.infer<typeof CueMode>
