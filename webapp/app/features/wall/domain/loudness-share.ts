/** The scale of a bar: nothing is heard below, nothing is broadcast above. EBU R 128 aims at -23 LUFS. */
const [QUIETEST_LUFS, LOUDEST_LUFS] = [-60, -5]

/** How far up a bar loudness reaches, 0 to 1 in steps that an eye can tell. */
export function loudnessShare(lufs: number): number {
  const share = (lufs - QUIETEST_LUFS) / (LOUDEST_LUFS - QUIETEST_LUFS)
  return Math.round(Math.min(1, Math.max(0, share)) * 100) / 100
}
