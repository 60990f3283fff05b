import type { SourceFacts } from '@cashbacktv/contract'
import { upright } from './output-frame.ts'
import type { Frame } from './plan-input.ts'

/** How colours are written as luma and chroma, by FFmpeg's names. */
export type ColourMatrix = 'bt709' | 'smpte170m' | 'bt470bg'

/** What players take for granted of a picture that does not say it: HD from 720 lines on. */
export function usualMatrix(height: number | null): ColourMatrix {
  return (height ?? 720) >= 720 ? 'bt709' : 'smpte170m'
}

/** The source's own, by its word or by its height. */
export function sourceMatrix({ video }: SourceFacts): ColourMatrix {
  const { colorSpace } = video
  if (colorSpace === 'bt709' || colorSpace === 'smpte170m' || colorSpace === 'bt470bg')
    return colorSpace
  return usualMatrix(upright(video).height)
}

/** That of what is encoded: converted only where the picture is worked on anyway. */
export function outputMatrix(facts: SourceFacts | null, frame: Frame | null): ColourMatrix {
  if (!facts || !frame) return usualMatrix(frame?.height ?? null)
  return isScaled(facts, frame) || isHdr(facts) ? usualMatrix(frame.height) : sourceMatrix(facts)
}

export function isScaled({ video }: SourceFacts, frame: Frame): boolean {
  const { width, height } = upright(video)
  return width !== frame.width || height !== frame.height
}

/** PQ and HLG: passed on as they are, they are grey and dark on every screen that takes 8 bits. */
export function isHdr(facts: SourceFacts | null): boolean {
  const transfer = facts?.video.colorTransfer
  return transfer === 'smpte2084' || transfer === 'arib-std-b67'
}

/** HDR mapped to what a screen of 100 candela shows, with its highlights rolled off. */
export function toneMapping(matrix: ColourMatrix): string[] {
  return [
    'zscale=transfer=linear:npl=100',
    'format=gbrpf32le',
    'zscale=primaries=bt709',
    'tonemap=tonemap=hable:desat=0',
    `zscale=transfer=bt709:matrix=${matrix}:range=limited`,
  ]
}

/** Eight bits of limited range, and said so. Costs nothing where it is so already. */
export function saidColours(matrix: ColourMatrix): string[] {
  const rest = matrix === 'bt709' ? 'bt709' : 'smpte170m'
  const primaries = matrix === 'bt470bg' ? 'bt470bg' : rest
  const tags = `color_primaries=${primaries}:color_trc=${rest}:colorspace=${matrix}`
  return ['format=yuv420p', `setparams=range=tv:${tags}`]
}
