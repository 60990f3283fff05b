import type { Capabilities } from '@cashbacktv/contract'

export type Lack = 'loudness' | 'text' | 'highDynamicRange'

/** What FFmpeg does for a channel by filters that it may have been built without. */
const DONE_BY: readonly { lack: Lack; filters: readonly string[] }[] = [
  { lack: 'loudness', filters: ['azmq'] },
  { lack: 'text', filters: ['drawtext'] },
  { lack: 'highDynamicRange', filters: ['zscale', 'tonemap'] },
]

/** What the FFmpeg of a host leaves undone; nothing where it is of no use at all, which is told as that. */
export function ffmpegLacks({
  ffmpegProblem,
  filters,
}: Pick<Capabilities, 'ffmpegProblem' | 'filters'>): Lack[] {
  if (ffmpegProblem !== null) return []
  return DONE_BY.filter((one) => !one.filters.every((name) => filters.includes(name))).map(
    ({ lack }) => lack,
  )
}
