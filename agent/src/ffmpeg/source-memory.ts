import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Source, type SourceFacts, SourceMemory } from '@cashbacktv/contract'
import { testCardFacts } from '../domain/plan-ffmpeg/test-card.ts'
import { chooseTracks, inventoryOf, type TrackWish } from '../domain/source-facts/choose-tracks.ts'
import { withSurvey } from '../domain/source-facts/keep-survey.ts'
import { readJson } from '../files/json-file.ts'

export type SourceMemories = {
  /** What was seen last of a source, with the tracks that it asks for; null when that is not known. */
  recall(source: Pick<Source, 'url' | 'program' | 'audioTrack'>): SourceFacts | null
  /** It is known well enough, tracks and all: written by an agent that looked for them. */
  isKnown(href: string): boolean
  /** Keeps what was seen. A disk that cannot be written only means that it is probed again. */
  remember(href: string, facts: SourceFacts, now: Date): void
}

const NO_WISH: TrackWish = {}

/**
 * Facts about sources, by a hash of their address, so that no secret of an address is on the disk.
 * Kept with the tracks that are taken where nobody chose, so that these stay the same for good.
 * A damaged file is told of and reads as none: the source is probed again.
 */
export function openSourceMemories(
  folder: string,
  onDamaged: (why: string) => void = () => {},
): SourceMemories {
  const known = new Map<string, SourceFacts | null>()
  return {
    recall(source) {
      const card = testCardFacts(source.url)
      if (card) return card
      const facts = recallUsual(source.url)
      return facts === null ? null : chosen(facts, source, facts)
    },
    isKnown: (href) => testCardFacts(href) !== null || recallUsual(href)?.videoTracks !== undefined,
    remember(href, facts, now) {
      const usual = chosen(facts, NO_WISH, recallUsual(href)) ?? facts
      const key = keyOf(href)
      known.set(key, usual)
      write(folder, key, { at: now.toISOString(), facts: usual })
    },
  }

  function recallUsual(href: string): SourceFacts | null {
    const key = keyOf(href)
    const cached = known.get(key)
    if (cached !== undefined) return cached
    const facts = read(join(folder, `${key}.json`), onDamaged)
    known.set(key, facts)
    return facts
  }
}

/** Null when what is asked for was not there: then nothing is known of it. */
function chosen(
  facts: SourceFacts,
  wish: TrackWish,
  usual: SourceFacts | null,
): SourceFacts | null {
  // Facts of a former version list no tracks: they are what they are.
  if (facts.videoTracks === undefined) return facts
  const choice = chooseTracks(inventoryOf(facts), wish, usual)
  return choice.kind === 'chosen' ? withSurvey(choice.facts, facts) : null
}

function keyOf(href: string): string {
  return createHash('sha256').update(href).digest('hex')
}

function read(file: string, onDamaged: (why: string) => void): SourceFacts | null {
  const kept = readJson(file, SourceMemory)
  if (kept.kind === 'damaged') onDamaged(kept.why)
  return kept.kind === 'ok' ? kept.value.facts : null
}

function write(folder: string, key: string, memory: SourceMemory): void {
  try {
    mkdirSync(folder, { recursive: true })
    const temporary = join(folder, `${key}.tmp`)
    writeFileSync(temporary, JSON.stringify(memory))
    renameSync(temporary, join(folder, `${key}.json`))
  } catch {
    // Kept in memory all the same.
  }
}
