/** What a run writes cues into, below its folder: whole sections, one behind the other. */
export const CUE_FILE = 'cues.bin'
