import type { ContentKind } from '@cashbacktv/contract'
import type { ContentSample } from './content-sample.ts'
import { judgeSample } from './judge-sample.ts'
import { NO_CARDS } from './still-cards.ts'

/** No condition asked about depends on them. */
const PLAIN = { floorKbps: 0, targetLufs: -23, toleranceLu: 60, lowBitrate: { seconds: null } }

/**
 * Whether a short piece of another source does not have what the one on air has: of each kind it
 * shows something, and at least half of it is free of it. What needs longer to be seen is not asked.
 */
export function isBetter(
  samples: readonly ContentSample[],
  about: readonly ContentKind[],
): boolean {
  if (samples.length === 0) return false
  return about.every((kind) => {
    if (kind === 'noAudio') return samples.some((sample) => sample.kind === 'loudness')
    // The first picture has none before it, and always moves.
    const judged = samples
      .flatMap((sample, at) => (sample.kind === 'picture' && at === 0 ? [] : judgedPlainly(sample)))
      .filter((one) => one.kind === kind)
    const present = judged.filter(({ isPresent }) => isPresent).length
    if (!ASKED.has(kind)) return true
    return judged.length > 0 && present * 2 < judged.length
  })
}

const ASKED: ReadonlySet<ContentKind> = new Set(['black', 'freeze', 'silence', 'clipping'])

function judgedPlainly(sample: ContentSample) {
  return judgeSample(sample, PLAIN, { cards: NO_CARDS, shape: null, framesPerSecond: null })
}
