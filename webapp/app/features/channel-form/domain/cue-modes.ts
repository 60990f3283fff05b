import type { CueMode } from '@cashbacktv/contract'

/** In the order in which they are offered. */
export const CUE_MODES = ['off', 'daterange', 'daterange-and-cue-out'] as const satisfies CueMode[]
