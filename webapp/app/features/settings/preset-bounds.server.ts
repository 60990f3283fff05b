import { type BoundsByPath, boundsOf, CreatePresetInput } from '@cashbacktv/contract'

/** The bounds of every field of a preset, from where they are judged. */
export const PRESET_BOUNDS: BoundsByPath = boundsOf(CreatePresetInput)
