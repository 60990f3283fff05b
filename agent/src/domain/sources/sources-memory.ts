import type { Reason, SourceId } from '@cashbacktv/contract'

/** Failures of a source in a row; until when it is left alone, in milliseconds of a clock that never jumps. */
export type SourceHealth = { failures: number; openUntil: number; fatal: boolean }

export type SourcesMemory = {
  /** The list as it was when this memory began: another list starts anew with its first source. */
  key: string
  activeId: SourceId
  health: Readonly<Record<string, SourceHealth>>
  switchedAt: number | null
  /** Why the one before was left; null for a return to the first. */
  leftFor: Reason | null
  /** Since when every probe of the first source has been good; null while it is bad or unknown. */
  primaryGoodSince: number | null
  nextProbeAt: number | null
}
