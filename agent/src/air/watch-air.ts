import {
  type AirObservation,
  type ChannelId,
  type HostHappening,
  type Reason,
  type RunId,
  SlatesFile,
} from '@cashbacktv/contract'
import { airTurns, type Lasting } from '../domain/air/air-turns.ts'
import type { SoundTrouble } from '../domain/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import { readJson, writeJson } from '../files/json-file.ts'
import type { Clock } from '../ports.ts'
import type { Entry, RunTable } from '../runs/run-table.ts'
import { askForSound } from '../sources/ask-for-sound.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import type { Snapshots } from '../supervisor/snapshots.ts'
import { readAir } from './read-air.ts'

export type AirWatch = {
  paths: Pick<AgentPaths, 'originStatus' | 'slates' | 'silences'>
  clock: Clock
  table: RunTable
  snapshots: Pick<Snapshots, 'current'>
  say(happening: HostHappening): void
  readers: Pick<SourceReaders, 'probe' | 'learn'>
  /** Why the channel has nothing of its own to show. */
  reasonOf(channelId: ChannelId): Reason | null
  wake(): void
}

type Air = ReadonlyMap<string, AirObservation>

/**
 * Tells when viewers begin to see a slate or to hear silence and when that ends; once each, over
 * restarts too. Runs are marked by what is wrong with their sound.
 */
export function watchAir(watch: AirWatch): () => void {
  const { paths, clock, say, reasonOf } = watch
  const slates = keepTurns(paths.slates)
  const silences = keepTurns(paths.silences)
  const askAgain = askForSound({
    ...watch,
    onHeard: ({ run }) => mark(watch, run.runId, 'out-of-step'),
  })
  return () => {
    const wall = clock.wall()
    const air = readAir(paths.originStatus, wall)
    const slate = slates.look(air, ({ showing }) => showing === 'slate', wall)
    for (const channelId of slate.begun) {
      say({ kind: 'slate-on', channelId, reason: reasonOf(channelId) })
    }
    for (const ended of slate.ended) say({ kind: 'slate-off', ...ended })
    const isSilent = (seen: AirObservation, id: ChannelId) =>
      seen.soundMissingSince !== undefined && wantsSound(watch, id)
    const silence = silences.look(air, isSilent, wall)
    for (const channelId of silence.begun) say({ kind: 'sound-lost', channelId })
    for (const ended of silence.ended) say({ kind: 'sound-back', ...ended })
    markRuns(watch, air, silences.lasting(), askAgain)
  }
}

/** A channel whose operator wants none is not short of it, whatever its earlier viewers hear. */
function wantsSound({ snapshots }: AirWatch, id: ChannelId): boolean {
  const output = snapshots.current()?.channels.find((channel) => channel.id === id)?.output
  return output?.mode !== 'transcode' || output.audio.mode !== 'none'
}

function markRuns(
  watch: AirWatch,
  air: Air,
  silent: Lasting,
  askAgain: (entry: Entry) => void,
): void {
  if (air.size === 0) return
  for (const entry of watch.table.entries()) {
    const { channelId, runId, sound: before, over, withoutSound } = entry.run
    const seen = air.get(channelId)
    if (before === 'out-of-step' || over !== null) continue
    const isStray = seen?.outOfStepRunId === runId
    const sound = isStray ? 'out-of-step' : silent.has(channelId) ? 'missing' : undefined
    if (sound !== before) mark(watch, runId, sound)
    const isTrackless = sound === 'missing' && seen?.tracklessRunId === runId
    if (isTrackless || withoutSound) askAgain(entry)
  }
}

function mark({ table, wake }: AirWatch, runId: RunId, sound: SoundTrouble | undefined): void {
  table.change(runId, { sound })
  wake()
}

function keepTurns(path: string) {
  let lasting = read(path)
  return {
    lasting: () => lasting,
    look(air: Air, isSo: (air: AirObservation, id: ChannelId) => boolean, wall: number) {
      const turns = airTurns(lasting, air, isSo, wall)
      lasting = turns.lasting
      if (turns.begun.length > 0 || turns.ended.length > 0) write(path, lasting)
      return turns
    },
  }
}

function read(path: string): Lasting {
  const kept = readJson(path, SlatesFile)
  if (kept.kind !== 'ok') return new Map()
  return new Map(kept.value.map(({ channelId, since }) => [channelId, Date.parse(since)]))
}

/** Without room for it a later agent tells what is so now again. */
function write(path: string, lasting: Lasting): void {
  const list = [...lasting].map(([channelId, since]) => {
    return { channelId, since: new Date(since).toISOString() }
  })
  try {
    writeJson(path, list)
  } catch {
    // Said about the disk elsewhere.
  }
}
