import { lastingStore } from '../air/lasting-store.ts'
import { createOriginTeller } from '../air/origin-teller.ts'
import { airReader } from '../air/read-air.ts'
import { allOff } from '../domain/reconcile/all-off.ts'
import { createEventWriter } from '../events/event-writer.ts'
import { profileStore } from '../files/profile-store.ts'
import { keepRestreams } from '../restreams/keep-restreams.ts'
import { isShown, sendingSpecs } from '../restreams/sending-channels.ts'
import { UNKNOWN_END } from '../runs/conclude-run.ts'
import { newestRuns } from '../runs/newest-runs.ts'
import { createRunControl } from '../runs/run-control.ts'
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
  const restreams = keepRestreams({
    ...ports,
    user: userOfRuns(paths),
    program: context.ffmpeg.program,
    specs: () => (stoppingAll ? [] : sendingSpecs(snapshots.current(), channels())),
    isOnAir: (id) => isShown(readAir(context.clock.wall()), id),
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
    ...{ ...ports, preparations, readers, onExit: control.ended },
    onSpawned(handle) {
      newest.set(handle.channelId, handle)
      siblings.opens(handle.runId)
    },
    onSettled() {
      watch.hurry()
      wake()
    },
  })
  const { admit } = preparations
  const sources = createSourceWatch({ ...ports, readers, admit, channels, runs: table.runs })
  const house = keepHouse(context, table, events, origin, wake)
  const parts = {
    ...{ startRun, control, table, origin, sources, readers, lasting, profiles, moves, events },
    ask: askContent({ ...ports, readers }),
  }
  const performers = { ...context, ...parts }
  const host: PassHost = {
    adopted,
    situation() {
      const desired = stoppingAll ? allOff(snapshots.current(), hostId) : snapshots.current()
      const parts = { table, origin, readers, house, sample: watch.sample() }
      return worldNow({ ...context, ...parts, desired })
    },
    perform: (action) => performAction(performers, action),
  }
  return supervisorOf({
    ...{ context, loop, host, table, events, readers, preparations, moves, newest },
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
