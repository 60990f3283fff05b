import type { ChannelId, ChannelSpec, RunId } from '@cashbacktv/contract'
import { addOtherLoad } from '../admission/other-load.ts'
import type { Action, ChannelMemory, Moment, Run, World } from '../reconcile/world.ts'
import { runsByChannel } from '../runs/runs-by-channel.ts'
import { noteAir } from './note-air.ts'
import { noteContent, noteContentAnswer } from './note-content.ts'
import { noteDifference } from './note-difference.ts'
import { noteHeard } from './note-heard.ts'
import { noteMediaUse } from './note-media-use.ts'
import { noteProbe } from './note-probe.ts'
import { noteRun } from './note-run.ts'
import type { HostObservation, Observation } from './observation.ts'

/** What is known when an observation is judged. */
export type Known = {
  world: World
  runs: ReadonlyMap<RunId, Run>
  /** Of each channel, as they were before the first of the observations. */
  runsOf: ReadonlyMap<ChannelId, readonly Run[]>
  specs: ReadonlyMap<ChannelId, ChannelSpec>
  moment: Moment
}

/** What an observation comes to: what changes in memory, and what is to be done. */
export type Noted = {
  /** Those that have changed. */
  channels?: Iterable<readonly [ChannelId, ChannelMemory]>
  /** Those that have changed. */
  runs?: readonly Run[]
  host?: World['host']
  actions?: readonly Action[]
}

export type NotedAll = {
  world: World
  /** Runs that are judged otherwise than before. */
  judged: readonly Run[]
  actions: readonly Action[]
}

/** The first part of a pass: what was seen becomes what is known, in the order it was seen. */
export function noteObservations(world: World, moment: Moment): NotedAll {
  if (world.observations.length === 0) return { world, judged: [], actions: [] }
  const actions: Action[] = []
  const runs = new Map(world.runs.map((run) => [run.runId, run]))
  const runsOf = runsByChannel(world.runs)
  const specs = new Map(world.desired?.channels.map((spec) => [spec.id, spec]))
  const judged = new Map<RunId, Run>()
  // Copied once a pass: of a hundred channels each is seen each second.
  const channels = new Map(world.channels)
  let now: World = { ...world, channels }
  for (const observation of world.observations) {
    const noted = note({ world: now, runs, runsOf, specs, moment }, observation)
    for (const run of noted.runs ?? []) {
      runs.set(run.runId, run)
      judged.set(run.runId, run)
    }
    for (const [id, memory] of noted.channels ?? []) channels.set(id, memory)
    if (noted.host !== undefined) now = { ...now, host: noted.host }
    if (noted.actions !== undefined) actions.push(...noted.actions)
  }
  const known = judged.size === 0 ? world.runs : [...runs.values()]
  return { world: { ...now, runs: known, observations: [] }, judged: [...judged.values()], actions }
}

function note(known: Known, observation: Observation): Noted {
  switch (observation.kind) {
    case 'run':
      return { ...noteRun(known, observation), ...noteContent(known, observation) }
    case 'host':
      return noteHost(known, observation)
    case 'air':
      return noteAir(known, observation.air)
    case 'media-use':
      return noteMediaUse(known, observation)
    case 'heard':
      return noteHeard(known, observation)
    case 'probed':
      return noteProbe(known, observation)
    case 'difference':
      return noteDifference(known, observation)
    case 'content-answer':
      return noteContentAnswer(known, observation)
    case 'audio-found':
      return marked(known, observation.runId, { audioTrouble: 'out-of-step' })
    case 'track-missing':
      return marked(known, observation.runId, { audioTrackMissing: true })
    case 'audio-lacking':
      return marked(known, observation.runId, { lackingAudio: observation.names })
    case 'subtitles-lacking':
      return marked(known, observation.runId, { lackingSubtitles: observation.names })
    case 'subtitles-unread':
      return marked(known, observation.runId, { unreadSubtitles: observation.names })
  }
}

function marked({ runs }: Known, runId: RunId, mark: Partial<Run>): Noted {
  const run = runs.get(runId)
  return run === undefined ? {} : { runs: [{ ...run, ...mark }] }
}

function noteHost({ world }: Known, { coresPercent, runsPercent }: HostObservation): Noted {
  const { host } = world
  const otherLoad = addOtherLoad(host.otherLoad, coresPercent, runsPercent)
  return otherLoad === host.otherLoad ? {} : { host: { ...host, otherLoad } }
}
