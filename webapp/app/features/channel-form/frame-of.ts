import { displaySize } from '../logo/domain/display-size.ts'
import type { Frame } from './logo-fields.tsx'
import type { ProbeState } from './use-probe.ts'

const WIDESCREEN = { width: 1280, height: 720 }

/**
 * What a logo is placed on: the frame of the first probe that has one, else the channel's own
 * picture. A probe without a frame still tells the size, but takes no picture away.
 */
export function frameOf(
  rows: readonly { key: string }[],
  probes: Readonly<Record<string, ProbeState>>,
  picture: string | undefined,
): Frame {
  const found = rows.flatMap(({ key }) => {
    const probe = probes[key]
    return probe?.kind === 'found' ? [probe.found] : []
  })
  const shown = found.find(({ frame }) => frame !== null) ?? found[0]
  return {
    picture: shown?.frame ?? picture ?? null,
    size: shown ? displaySize(shown.facts.video) : WIDESCREEN,
  }
}
