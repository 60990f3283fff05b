/**
 * How bright each colour is upon black, 0 to 255, by its code; one table for each depth. What is
 * transparent is black: letters are told by being bright, whatever their colour.
 */
export type Shades = Readonly<Record<Depth, Uint8Array>>

/** Bits of the code of a colour. */
export type Depth = 2 | 4 | 8

const bit = (code: number, mask: number, weight: number) => ((code & mask) === 0 ? 0 : weight)

/** The brightest part counts: red letters are as bright as white ones. `opacity` is 0 to 1. */
function shadeOf(channels: readonly number[], opacity: number): number {
  return Math.round(Math.min(255, Math.max(0, ...channels)) * opacity)
}

/** What holds where no table is sent (EN 300 743, 10.1 to 10.3). */
function usualOf2(code: number): number {
  return [0, 255, 0, 127][code] ?? 0
}

function usualOf4(code: number): number {
  return (code & 7) === 0 ? 0 : code < 8 ? 255 : 127
}

/** What a weak and a strong bit of a channel add to what it has anyway, by the two bits beside them. */
const WEIGHTS: Readonly<
  Record<number, { weak: number; strong: number; base: number; opacity: number }>
> = {
  0: { weak: 85, strong: 170, base: 0, opacity: 1 },
  8: { weak: 85, strong: 170, base: 0, opacity: 0.5 },
  128: { weak: 43, strong: 85, base: 127, opacity: 1 },
  136: { weak: 43, strong: 85, base: 0, opacity: 1 },
}

function usualOf8(code: number): number {
  if (code < 8) return code === 0 ? 0 : shadeOf([255], 0.25)
  const { weak = 0, strong = 0, base = 0, opacity = 1 } = WEIGHTS[code & 0x88] ?? {}
  const channels = [0, 1, 2].map(
    (at) => base + bit(code, 1 << at, weak) + bit(code, 0x10 << at, strong),
  )
  return shadeOf(channels, opacity)
}

export function usualShades(): Shades {
  return {
    2: Uint8Array.from({ length: 4 }, (_, code) => usualOf2(code)),
    4: Uint8Array.from({ length: 16 }, (_, code) => usualOf4(code)),
    8: Uint8Array.from({ length: 256 }, (_, code) => usualOf8(code)),
  }
}

const ENTRY_HEAD = 2
/** In a flag each, for which depths an entry is (EN 300 743, 7.2.4). */
const DEPTHS: readonly (readonly [Depth, number])[] = [
  [2, 0x80],
  [4, 0x40],
  [8, 0x20],
]
const FULL_RANGE = 0x01

/** Takes the entries of a segment that defines colours, from behind its head on. */
export function defineShades(shades: Shades, entries: Buffer): void {
  let at = 0
  while (at + ENTRY_HEAD <= entries.length) {
    const [code = 0, flags = 0] = entries.subarray(at, at + ENTRY_HEAD)
    const length = flags & FULL_RANGE ? 4 : 2
    const value = entries.subarray(at + ENTRY_HEAD, at + ENTRY_HEAD + length)
    if (value.length < length) return
    const shade = flags & FULL_RANGE ? fullShade(value) : shortShade(value.readUInt16BE(0))
    for (const [depth, flag] of DEPTHS) if (flags & flag) shades[depth][code] = shade
    at += ENTRY_HEAD + length
  }
}

function fullShade([luma = 0, red = 0, blue = 0, transparency = 0]: Uint8Array): number {
  return shadeOfColour(luma, red, blue, 1 - transparency / 255)
}

/** 6, 4, 4 and 2 bits. */
function shortShade(value: number): number {
  const [luma, red, blue] = [(value >> 10) << 2, ((value >> 6) & 15) << 4, ((value >> 2) & 15) << 4]
  return shadeOfColour(luma, red, blue, 1 - (value & 3) / 4)
}

/** Y, Cr and Cb as ITU-R BT.601 has them; a Y of 0 says that it is transparent. */
function shadeOfColour(luma: number, cr: number, cb: number, opacity: number): number {
  if (luma === 0) return 0
  const [y, red, blue] = [1.164 * (luma - 16), cr - 128, cb - 128]
  return shadeOf([y + 1.596 * red, y - 0.813 * red - 0.391 * blue, y + 2.018 * blue], opacity)
}
