/** What people call a picture, best first; each is a fifth of the scale of scores. */
export const QUALITY_LEVELS = ['excellent', 'good', 'fair', 'poor', 'bad'] as const
export type QualityLevel = (typeof QUALITY_LEVELS)[number]

/**
 * Where the levels begin, in SSIM of the luma: the bounds that Zinner and others found between the
 * five grades of ITU-R BT.500 (2010: 0.99, 0.95, 0.88, 0.5). Above the best grade the scale ends at 0.999.
 */
const BOUNDS = [
  { ssim: 0, score: 0 },
  { ssim: 0.5, score: 20 },
  { ssim: 0.88, score: 40 },
  { ssim: 0.95, score: 60 },
  { ssim: 0.99, score: 80 },
  { ssim: 0.999, score: 100 },
] as const

/** From a likeness of 0 to 1 to decibels, in which equal steps look alike; 60 for pictures that are the same. */
export function ssimDb(ssim: number): number {
  return -10 * Math.log10(Math.max(1e-6, 1 - Math.max(0, ssim)))
}

/** The same the other way round. */
export function ssimOfDb(decibels: number): number {
  return 1 - 10 ** (-Math.max(0, decibels) / 10)
}

/** 0 to 100, whole: straight in decibels between the bounds of the levels. */
export function qualityScore(ssim: number): number {
  const at = ssimDb(ssim)
  for (const [index, upper] of BOUNDS.entries()) {
    const lower = BOUNDS[index - 1]
    const [from, to] = [ssimDb(lower?.ssim ?? 0), ssimDb(upper.ssim)]
    if (lower === undefined || at > to) continue
    return Math.round(lower.score + ((at - from) / (to - from)) * (upper.score - lower.score))
  }
  return 100
}

export function qualityLevel(score: number): QualityLevel {
  return QUALITY_LEVELS[4 - Math.min(4, Math.floor(score / 20))] ?? 'bad'
}
