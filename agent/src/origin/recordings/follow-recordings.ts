import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type RecordingSpec, RecordingsFile } from '@cashbacktv/contract'
import { makeFolder } from '@cashbacktv/contract/make-folder'
import { readJson, writeDurably } from '../../files/json-file.ts'
import { ALWAYS, type Span } from '../domain/dvr/pins.ts'
import { spanOf } from '../domain/recordings/recorded-slots.ts'
import type { OriginLog } from '../ports.ts'

/** What is recorded on this host, as the agent last said. */
export type FollowedRecordings = {
  /** Reads its word where that has been written again. */
  look(): void
  all(): readonly RecordingSpec[]
  find(channelId: string, key: string): RecordingSpec | undefined
  /** Stretches of time of which nothing of the channel may be given up. */
  spansOf(channelId: string): readonly Span[]
  /** There is such a channel; also while nobody knows which there are. */
  isChannel(channelId: string): boolean
  /** Nobody knows all that is recorded: nothing may be taken away. */
  isUnknown(): boolean
}

const NAME = 'recordings.json'

/**
 * The agent's word is on the RAM disk and goes with the machine: what came last is kept beside what is
 * recorded, so that nothing of it is given up before the agent is there again.
 */
export function followRecordings(
  mediaDir: string,
  dvrDir: string,
  log: OriginLog,
): FollowedRecordings {
  const [told, own] = [join(mediaDir, NAME), join(dvrDir, NAME)]
  const kept = readJson(own, RecordingsFile)
  let word = kept.kind === 'ok' ? kept.value : null
  let isUnknown = kept.kind === 'damaged' || word?.isPartial === true
  let byChannel = index(word)
  let seen = ''

  function look(): void {
    const stats = statSync(told, { throwIfNoEntry: false })
    if (stats === undefined) return
    const version = `${stats.ino} ${stats.mtimeMs}`
    if (version === seen) return
    const read = readJson(told, RecordingsFile)
    // The agent writes it whole and anew; a damaged one is waited out.
    if (read.kind !== 'ok') return
    seen = version
    keep(read.value)
    word = read.value
    isUnknown = word.isPartial === true
    byChannel = index(word)
  }

  function keep(next: RecordingsFile): void {
    if (!isUnknown && JSON.stringify(next) === JSON.stringify(word)) return
    // A host that never recorded has no such folder, and needs none.
    if (claimsNothing(next) && (word === null || claimsNothing(word)) && !isUnknown) return
    try {
      makeFolder(dvrDir)
      writeDurably(own, JSON.stringify(next), 0o640)
    } catch (error) {
      log.warn({ folder: dvrDir, why: String(error) }, 'What is recorded cannot be written down')
    }
  }

  look()
  return {
    look,
    all: () => word?.recordings ?? [],
    find: (channelId, key) => byChannel.get(channelId)?.find((spec) => spec.key === key),
    spansOf(channelId) {
      if (isUnknown) return [ALWAYS]
      return (byChannel.get(channelId) ?? []).map((spec) => spanOf(spec, Date.now()))
    },
    isChannel: (channelId) => word?.channels.some((id) => id === channelId) ?? true,
    isUnknown: () => isUnknown,
  }
}

function claimsNothing({ recordings, isPartial }: RecordingsFile): boolean {
  return recordings.length === 0 && !isPartial
}

function index(word: RecordingsFile | null): Map<string, RecordingSpec[]> {
  const found = new Map<string, RecordingSpec[]>()
  for (const spec of word?.recordings ?? []) {
    const before = found.get(spec.channelId)
    if (before) before.push(spec)
    else found.set(spec.channelId, [spec])
  }
  return found
}
