import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Source, type SourceFacts, SourceMemory } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { testCardFacts } from '../domain/plan-ffmpeg/test-card.ts'
import { chooseTracks, inventoryOf, type TrackWish } from '../domain/source-facts/choose-tracks.ts'
import { withSurvey } from '../domain/source-facts/keep-survey.ts'
import { readJson } from '../files/json-file.ts'

export type SourceMemories = {
  /** What was seen last of a source, with the tracks that it asks for; null when that is not known. */
  recall(source: Asked): SourceFacts | null
  /** It is known well enough, tracks and all: written by an agent that looked for them. */
  isKnown(href: string): boolean
  /** Keeps what was seen. A disk that cannot be written only means that it is probed again. */
  remember(href: string, facts: SourceFacts, now: Date): void
}

type Asked = Pick<Source, 'url' | 'program' | 'audioTrack'>

/** What was seen of a source, and what of it was chosen for whom. */
type Remembered = { usual: SourceFacts | null; chosen: Map<string, SourceFacts | null> }

const NO_WISH: TrackWish = {}
const MOST_KEPT = 5000

/**
 * Facts about sources, by a hash of their address, so that no secret of an address is on the disk.
 * Kept with the tracks that are taken where nobody chose, so that these stay the same for good.
 * A damaged file is told of and reads as none: the source is probed again.
 */
export function openSourceMemories(
  folder: string,
  onDamaged: (why: string) => void = () => {},
): SourceMemories {
  const known = new LRUCache<string, Remembered>({ max: MOST_KEPT })
  return {
    recall: (source) => testCardFacts(source.url) ?? recallChosen(source),
    isKnown: (href) =>
      testCardFacts(href) !== null || remembered(href).usual?.videoTracks !== undefined,
    remember(href, facts, now) {
      const usual = chosen(facts, NO_WISH, remembered(href).usual) ?? facts
      known.set(href, { usual, chosen: new Map() })
      write(folder, keyOf(href), { at: now.toISOString(), facts: usual })
    },
  }

  /** Asked each second of each run: while the facts are the same, so is the answer. */
  function recallChosen(source: Asked): SourceFacts | null {
    const { usual, chosen: choices } = remembered(source.url)
    if (usual === null) return null
    const wish = JSON.stringify([source.program, source.audioTrack])
    const before = choices.get(wish)
    if (before !== undefined) return before
    const facts = chosen(usual, source, usual)
    choices.set(wish, facts)
    return facts
  }

  function remembered(href: string): Remembered {
    const before = known.get(href)
    if (before !== undefined) return before
    const usual = read(join(folder, `${keyOf(href)}.json`), onDamaged)
    const now: Remembered = { usual, chosen: new Map() }
    known.set(href, now)
    return now
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
