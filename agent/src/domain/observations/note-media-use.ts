import { tooLarge } from '../runs/media-quota.ts'
import type { Known, Noted } from './note-observations.ts'
import type { Observation } from './observation.ts'

type MediaUse = Extract<Observation, { kind: 'media-use' }>

/** Marks the run whose segments take the room of all others. */
export function noteMediaUse({ world, runs }: Known, { room, holdings }: MediaUse): Noted {
  const { desired } = world
  if (desired === null) return {}
  const found = tooLarge(holdings, room, desired.settings.mediaQuotaShare)
  const run = found === null ? undefined : runs.get(found.id)
  if (found === null || run === undefined) return {}
  const { heldBytes, quotaBytes } = found
  return { runs: [{ ...run, tooLarge: { heldBytes, quotaBytes } }] }
}
