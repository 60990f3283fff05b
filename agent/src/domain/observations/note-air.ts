import {
  type AirObservation,
  type ChannelId,
  type ChannelSpec,
  isEqual,
} from '@cashbacktv/contract'
import { type AirTurns, airTurns, type Lasting } from '../air/air-turns.ts'
import { addSlates } from '../air/slates-of.ts'
import type { Action, AudioTrouble, Run, World } from '../reconcile/world.ts'
import type { Known, Noted } from './note-observations.ts'

type Air = ReadonlyMap<string, AirObservation>

/**
 * Tells when viewers begin to see a slate or to hear silence and when that ends; once each, over
 * restarts too. Runs are marked by what is wrong with their audio.
 */
export function noteAir({ world, runs, specs, moment }: Known, air: Air): Noted {
  const { wall, now } = moment
  // Of an origin that is away nothing is known.
  if (air.size === 0) return {}
  const slates = airTurns(world.host.slates, air, ({ showing }) => showing === 'slate', wall)
  const silences = airTurns(
    world.host.silences,
    air,
    (seen, id) => seen.soundMissingSince !== undefined && wantsAudio(specs.get(id)),
    wall,
  )
  const recentSlates = addSlates(world.host.recentSlates, slates.begun, wall)
  return {
    host: { ...world.host, slates: slates.lasting, silences: silences.lasting, recentSlates },
    runs: markedRuns(runs.values(), air, silences.lasting, now),
    actions: [
      ...slateActions(world, slates),
      ...silenceActions(silences),
      ...keep('slates', slates),
      ...keep('silences', silences),
    ],
  }
}

/** A channel whose operator wants none is not short of it, whatever its earlier viewers hear. */
function wantsAudio(spec: ChannelSpec | undefined): boolean {
  const output = spec?.output
  return output?.mode !== 'transcode' || output.audio.mode !== 'none'
}

function slateActions({ channels }: World, { begun, ended }: AirTurns): Action[] {
  const reasonOf = (id: ChannelId) => channels.get(id)?.failure?.reason ?? null
  return [
    ...begun.map((channelId) => say({ kind: 'slate-on', channelId, reason: reasonOf(channelId) })),
    ...ended.map((turn) => say({ kind: 'slate-off', ...turn })),
  ]
}

function silenceActions({ begun, ended }: AirTurns): Action[] {
  return [
    ...begun.map((channelId) => say({ kind: 'sound-lost', channelId })),
    ...ended.map((turn) => say({ kind: 'sound-back', ...turn })),
  ]
}

function say(happening: Extract<Action, { kind: 'say' }>['happening']): Action {
  return { kind: 'say', happening }
}

function keep(what: 'slates' | 'silences', { begun, ended, lasting }: AirTurns): Action[] {
  return begun.length + ended.length === 0 ? [] : [{ kind: 'keep-lasting', what, lasting }]
}

function markedRuns(runs: Iterable<Run>, air: Air, silent: Lasting, now: number): readonly Run[] {
  const marked: Run[] = []
  for (const run of runs) {
    // Out of step it stays until another run has it right.
    if (run.audioTrouble === 'out-of-step' || run.over !== null) continue
    const seen = air.get(run.channelId)
    const audioTrouble = troubleOf(run, seen, silent)
    const isLost = !run.outdated && hasLostClock(run, seen, now)
    const ceasedAudio = seen?.furtherAudioMissing ?? []
    const hasCeased = !isEqual(ceasedAudio, run.ceasedAudio ?? [])
    if (audioTrouble !== run.audioTrouble || isLost || hasCeased) {
      marked.push({ ...run, audioTrouble, ceasedAudio, ...(isLost ? { outdated: true } : {}) })
    }
  }
  return marked
}

/** A source whose clock jumps again and again, as a recording that is looped, is not followed each time. */
const LEAST_AGE_MS = 600_000

/** Breaks have no place in it any more: another run is to follow, which knows the clock anew. */
function hasLostClock(
  { runId, startedAt, firstSegmentAt }: Run,
  seen: AirObservation | undefined,
  now: number,
): boolean {
  return (
    seen?.clockLostRunId === runId && firstSegmentAt !== null && now - startedAt >= LEAST_AGE_MS
  )
}

function troubleOf(
  { runId, channelId }: Run,
  seen: AirObservation | undefined,
  silent: Lasting,
): AudioTrouble | undefined {
  if (seen?.outOfStepRunId === runId) return 'out-of-step'
  return silent.has(channelId) ? 'missing' : undefined
}

/** Whether a run reads its source without audio, so that only a question tells when it has some again. */
export function lacksAudioTrack(
  { over, runId, audioTrouble, withoutAudio }: Run,
  seen: AirObservation | undefined,
): boolean {
  if (over !== null || audioTrouble === 'out-of-step') return false
  return withoutAudio === true || (audioTrouble === 'missing' && seen?.tracklessRunId === runId)
}
