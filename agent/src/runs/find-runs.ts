import type { DesiredState, RunRecord } from '@cashbacktv/contract'
import { segmentFolders } from '../domain/plan-ffmpeg/hls-arguments.ts'
import type { Run } from '../domain/reconcile/world.ts'
import { matchRecord } from '../domain/runs/match-record.ts'
import { newRun } from '../domain/runs/new-run.ts'
import { readerKey } from '../domain/sources/source-readers.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import { readLadder } from '../files/ladder-file.ts'
import type { Clock, Ffmpeg } from '../ports.ts'
import { isDead, readProcessIdentity } from '../process/process-identity.ts'
import { contentOf } from './content-sight.ts'
import { levelledAudio } from './levelled-audio.ts'
import { handleOf, type RunHandle, sightOf } from './run-handle.ts'
import { findLog } from './run-logs.ts'
import { readRecords } from './run-records.ts'
import { plannedBefore } from './watch-sight.ts'

export type FoundRuns = {
  adopted: { run: Run; handle: RunHandle }[]
  /** Runs that ended while no agent was there. */
  ended: RunHandle[]
  damaged: string[]
}

/** Takes on the processes of an earlier agent, where they are beyond doubt the ones written down. */
export function findRuns(
  paths: AgentPaths,
  desired: DesiredState | null,
  bootId: string,
  clock: Clock,
  ffmpeg: Ffmpeg,
): FoundRuns {
  const { records, damaged } = readRecords(paths)
  const adoption: FoundRuns = { adopted: [], ended: [], damaged }
  for (const record of records) {
    const handle = handleFor(record, paths, desired, ffmpeg)
    const identity = readProcessIdentity(record.pid)
    const seen = identity && { startTicks: identity.startTicks, alive: !isDead(identity) }
    if (matchRecord(record, bootId, seen) === 'gone') {
      adoption.ended.push(handle)
      continue
    }
    handle.output = ffmpeg.readOutput(handle.outputDir)
    adoption.adopted.push({ run: runOf(record, handle, clock), handle })
  }
  return adoption
}

function handleFor(
  record: RunRecord,
  paths: AgentPaths,
  desired: DesiredState | null,
  ffmpeg: Ffmpeg,
): RunHandle {
  const { runId, channelId, sourceId, taken = null } = record
  const spec = desired?.channels.find((channel) => channel.id === channelId)
  const runDir = paths.runDir(channelId, runId)
  const logFile = findLog(paths, channelId, runId)
  const source = spec?.sources.find(({ id }) => id === sourceId)
  const planned = plannedBefore(ffmpeg, source, taken)
  const sight = sightOf(ffmpeg.openSight(logFile), planned, taken, false)
  const outputDir = segmentFolders(runDir, readLadder(runDir))[0] ?? runDir
  const places = { runDir, outputDir, logFile, source: source ?? { url: '' }, adopted: true }
  const level = levelledAudio(spec, runDir, paths.level(channelId))
  return handleOf(record, { ...places, ...contentOf(spec), level, sight }, ffmpeg)
}

/** It gets a fresh term for its next segment: nobody watched it for a while. */
function runOf(record: RunRecord, handle: RunHandle, clock: Clock): Run {
  const now = clock.now()
  const started = now - Math.max(0, clock.wall() - Date.parse(record.startedAt))
  const hasSegments = handle.output.segments > 0
  const { runId, pid } = record
  const key = record.readerKey ?? readerKey(handle.source.url)
  return {
    ...newRun({ ...record, readerKey: key }, { runId, pid, startedAt: started }),
    firstSegmentAt: hasSegments ? started : null,
    lastSegmentAt: hasSegments ? now : null,
  }
}
