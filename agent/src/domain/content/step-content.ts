import type { ContentKind, ContentSettings } from '@cashbacktv/contract'
import { type ContentMemory, raisedKinds, restingDetectors } from './content-memory.ts'
import type { ContentSample } from './content-sample.ts'
import { AT_REST, type Detector, stepDetector } from './detector.ts'
import { judgeSample } from './judge-sample.ts'
import { learn } from './learn.ts'
import { rememberCard, stepCards } from './still-cards.ts'
import { hysteresisOf, KNOWN_CARD_SECONDS } from './thresholds.ts'

/** A condition that begins to count, or that is over. */
export type ContentTurn =
  | { kind: 'raised'; condition: ContentKind }
  | { kind: 'cleared'; condition: ContentKind; lastedSeconds: number }

export type ContentStep = { content: ContentMemory; turns: readonly ContentTurn[] }

/** A shape that has stayed for so long is the usual one, in seconds. */
const SHAPE_SETTLES = 60

/** What samples of the last second come to. `wall` in milliseconds since 1970. */
export function stepContent(
  before: ContentMemory,
  samples: readonly ContentSample[],
  settings: ContentSettings,
  wall: number,
): ContentStep {
  const after = samples.reduce((memory, sample) => take(memory, sample, settings, wall), before)
  return turned(before, after, wall)
}

/** Nothing is seen any more, or something else: what was raised is over. */
export function endContent(before: ContentMemory, wall: number): ContentStep {
  const detectors = restingDetectors()
  return turned(before, { ...before, detectors, loudness: null }, wall)
}

function take(
  memory: ContentMemory,
  sample: ContentSample,
  settings: ContentSettings,
  wall: number,
): ContentMemory {
  const known = { ...memory, ...(sample.kind === 'picture' ? seen(memory, sample) : {}) }
  const { cards } = known
  let { detectors, seconds } = memory
  for (const { kind, isPresent, lasting } of judgeSample(sample, settings, known)) {
    // Nearly always nothing is wrong and nothing was.
    if (!isPresent && detectors[kind] === AT_REST) continue
    const usual = hysteresisOf(kind, settings, memory.profile, wall)
    const isSooner = kind === 'stillCard' && cards.isKnown && usual.raiseAfter !== null
    const hysteresis = isSooner ? { ...usual, raiseAfter: KNOWN_CARD_SECONDS } : usual
    const before = memory.detectors[kind]
    const stepped = stepDetector(before, isPresent, sample.seconds, hysteresis, lasting)
    detectors = { ...detectors, [kind]: stepped }
    if (stepped.isRaised) seconds = { ...seconds, [kind]: (seconds[kind] ?? 0) + sample.seconds }
  }
  const profile = learn(memory.profile, detectors, sample)
  const told = sample.kind === 'loudness' ? { loudness: sample.loudness } : {}
  const shaped = sample.kind === 'shape' ? settled(memory, detectors, sample) : {}
  const found = detectors.stillCard.isRaised ? rememberCard(cards) : cards
  return { ...memory, detectors, seconds, profile, cards: found, ...told, ...shaped }
}

function seen({ cards }: ContentMemory, sample: Extract<ContentSample, { kind: 'picture' }>) {
  return { cards: stepCards(cards, sample.picture.hash) }
}

function settled(
  { shape, framesPerSecond }: ContentMemory,
  { changed }: Readonly<Record<ContentKind, Detector>>,
  now: Extract<ContentSample, { kind: 'shape' }>,
): Pick<ContentMemory, 'shape' | 'framesPerSecond'> {
  const rate = now.rate?.framesPerSecond ?? framesPerSecond
  if (changed.present >= SHAPE_SETTLES) return { shape: now.shape, framesPerSecond: rate }
  return { shape: shape ?? now.shape, framesPerSecond: framesPerSecond ?? rate }
}

function turned(before: ContentMemory, after: ContentMemory, wall: number): ContentStep {
  if (before.detectors === after.detectors) return { content: after, turns: [] }
  const [was, is] = [raisedKinds(before), raisedKinds(after)]
  const begun = is.filter((kind) => !was.includes(kind))
  const ended = was.filter((kind) => !is.includes(kind))
  if (begun.length + ended.length === 0) return { content: after, turns: [] }
  const since = { ...before.since }
  const turns: ContentTurn[] = ended.map((condition) => {
    const lastedSeconds = Math.max(0, (wall - (since[condition] ?? wall)) / 1000)
    delete since[condition]
    return { kind: 'cleared', condition, lastedSeconds }
  })
  for (const condition of begun) {
    since[condition] = wall - after.detectors[condition].present * 1000
    turns.push({ kind: 'raised', condition })
  }
  return { content: { ...after, since }, turns }
}
