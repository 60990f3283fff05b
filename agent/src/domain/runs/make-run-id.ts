import type { RunId } from '@cashbacktv/contract'

/** `wall` orders runs for people; 24 random hex digits make segment addresses unguessable. */
export function makeRunId(wall: number, random: string): RunId {
  return `${Math.round(wall).toString(36).padStart(8, '0')}-${random}` as RunId
}
