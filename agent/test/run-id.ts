import { RunId } from '@cashbacktv/contract'

/** Names of runs in the order of their numbers, as those of real ones are in that of their starts. */
export function runId(n: number): RunId {
  return RunId.parse(`r${String(n).padStart(8, '0')}-0123456789abcdef`)
}
