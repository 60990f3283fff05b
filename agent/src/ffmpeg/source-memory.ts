import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SourceFacts, SourceMemory } from '@cashbacktv/contract'
import { testCardFacts } from '../domain/plan-ffmpeg/test-card.ts'
import { readJson } from '../supervisor/json-file.ts'

export type SourceMemories = {
  /** What the last probe of an address found; null when it is not known. */
  recall(href: string): SourceFacts | null
  /** Keeps what a probe found. A disk that cannot be written only means that it is probed again. */
  remember(href: string, facts: SourceFacts, now: Date): void
  /** For a source that turned out to be different from what is remembered. */
  forget(href: string): void
}

/**
 * Facts about sources, by a hash of their address, so that no secret of an address is on the disk.
 * A damaged file is told of and reads as none: the source is probed again.
 */
export function openSourceMemories(
  folder: string,
  onDamaged: (why: string) => void = () => {},
): SourceMemories {
  const known = new Map<string, SourceFacts | null>()
  return { recall, remember, forget }

  function recall(href: string): SourceFacts | null {
    const card = testCardFacts(href)
    if (card) return card
    const key = keyOf(href)
    const cached = known.get(key)
    if (cached !== undefined) return cached
    const facts = read(join(folder, `${key}.json`), onDamaged)
    known.set(key, facts)
    return facts
  }

  function remember(href: string, facts: SourceFacts, now: Date): void {
    const key = keyOf(href)
    known.set(key, facts)
    write(folder, key, { at: now.toISOString(), facts })
  }

  function forget(href: string): void {
    known.set(keyOf(href), null)
  }
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
