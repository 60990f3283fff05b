import { lastingStore } from '../air/lasting-store.ts'
import { createOriginTeller } from '../air/origin-teller.ts'
import { airReader } from '../air/read-air.ts'
import { allOff } from '../domain/reconcile/all-off.ts'
import { createEventWriter } from '../events/event-writer.ts'
import { profileStore } from '../files/profile-store.ts'
import { followAudioSent } from '../restreams/follow-audio.ts'
import { keepRestreams } from '../restreams/keep-restreams.ts'
import { followAirFlows, isUnknownIn, sendingSpecs } from '../restreams/sending-channels.ts'
import { UNKNOWN_END } from '../runs/conclude-run.ts'
import { tellLogTroubleOn } from '../runs/log-trouble.ts'
import { newestRuns } from '../runs/newest-runs.ts'
import { createRunControl } from '../runs/run-control.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import { createRunStarter } from '../runs/run-starter.ts'
import { createRunTable } from '../runs/run-table.ts'
import { userOfRuns } from '../runs/spawn-run.ts'
import { watchRuns } from '../runs/watch-runs.ts'
import { watchSiblings } from '../runs/watch-siblings.ts'
import { watchSight } from '../runs/watch-sight.ts'
import { askContent } from '../sources/ask-content.ts'
import { createPreparations } from '../sources/preparations.ts'
import { createSourceReaders } from '../sources/source-readers.ts'
import { createSourceWatch } from '../sources/source-watch.ts'
import { keepUploads } from '../uploads/keep-uploads.ts'
import { adoptRuns } from './adopt-runs.ts'
import { keepHouse } from './housekeeping.ts'
import { countIllegalMoves } from './illegal-moves.ts'
import { lookEachSecond } from './look-each-second.ts'
import { createPassLoop, type PassHost } from './pass-loop.ts'
import { performAction } from './perform-action.ts'
import { type Supervisor, supervisorOf } from './supervisor.ts'
import { allowedNetworks, type SupervisorContext } from './supervisor-context.ts'
import { worldNow } from './world-now.ts'

/** Wires a supervisor and adopts what runs; its passes begin when it is told to. */
export function buildSupervisor(context: SupervisorContext): Supervisor {
  const { hostId, paths, log, snapshots } = context
  const table = createRunTable()
  const events = createEventWriter(context)
  const lasting = lastingStore(paths)
  const profiles = profileStore(paths)
  const readAir = airReader(paths.originStatus)
  const moves = countIllegalMoves(log)
  const loop = createPassLoop({ ...context, table, lasting, profiles })
  const { wake, observe, isClosed, channels } = loop
  const allowCidrs = () => allowedNetworks(context)
  let stoppingAll = false
  const ports = { ...context, allowCidrs, table, say: events.say, wake, observe, isClosed }
  const readers = createSourceReaders(ports)
  const preparations = createPreparations({ ...ports, readers })
  const origin = createOriginTeller(paths, log)
  const lookAtSource = watchSight(ports)
  const control = createRunControl({ ...ports, readers, lookAtSource })
  const sending = () => (stoppingAll ? [] : sendingSpecs(snapshots.current(), channels()))
  const restreams = keepRestreams({
    ...ports,
    user: userOfRuns(paths),
    program: context.ffmpeg.program,
    specs: sending,
    isUnknown: (id) => !stoppingAll && isUnknownIn(snapshots.current(), id),
    audioSent: followAudioSent(context.clock, table, sending),
    onAirSince: followAirFlows(context.clock, readAir),
  })
  const uploads = keepUploads(ports)
  const adopted = adoptRuns(context, table, events)
  const newest = newestRuns(table)
  const siblings = watchSiblings(table, wake)
  const watch = watchRuns({
    ...ports,
    everyLook: siblings.look,
    lookAtSource,
    onFirstSegment: control.firstSegment,
    everySecond: lookEachSecond({ ...ports, readers, readAir, restreams, uploads }),
    onVanished: (runId) => control.ended(runId, UNKNOWN_END),
  })
  const startRun = createRunStarter({
    ...ports,
    preparations,
    readers,
    tellLogTrouble: tellLogTroubleOn(ports),
    onExit: control.ended,
    ...whenStarted({ newest, siblings, hurry: watch.hurry, wake }),
  })
  const watched = { readers, channels, admit: preparations.admit, runs: table.runs }
  const sources = createSourceWatch({ ...ports, ...watched })
  const house = keepHouse(context, table, events, origin, wake)
  const kept = { table, lasting, profiles, moves, events }
  const ask = askContent({ ...ports, readers })
  const doers = { startRun, control, origin, sources, readers, ask }
  const performers = { ...context, ...kept, ...doers }
  const wanted = () => (stoppingAll ? allOff(snapshots.current(), hostId) : snapshots.current())
  const host: PassHost = {
    adopted,
    situation: () => worldNow({ ...performers, house, sample: watch.sample(), desired: wanted() }),
    perform: (action) => performAction(performers, action),
  }
  return supervisorOf({
    ...kept,
    context,
    loop,
    host,
    readers,
    preparations,
    newest,
    sample: watch.sample,
    readAir,
    restreams,
    uploads,
    stopAll() {
      stoppingAll = true
    },
    closing: [watch, sources, house],
  })
}

type Started = {
  newest: ReturnType<typeof newestRuns>
  siblings: ReturnType<typeof watchSiblings>
  hurry(): void
  wake(): void
}

/** Who is told of a run that has been started: what names the newest of each channel, and what looks at it soon. */
function whenStarted({ newest, siblings, hurry, wake }: Started) {
  return {
    onSpawned(handle: RunHandle) {
      newest.set(handle.channelId, handle)
      siblings.opens(handle.runId)
    },
    onSettled() {
      hurry()
      wake()
    },
  }
}
