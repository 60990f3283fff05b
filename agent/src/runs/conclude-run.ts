import { dirname } from 'node:path'
import { type HostHappening, type Reason, reasonOf } from '@cashbacktv/contract'
import type { Run } from '../domain/reconcile/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Clock, Ffmpeg, Isolation, Log } from '../ports.ts'
import type { Exit } from '../process/spawn-detached.ts'
import type { RunHandle } from './run-handle.ts'
import { endRunLog } from './run-logs.ts'
import { removeRecord } from './run-records.ts'

const LOG_LINES = 20

export const CALLED_OFF = reasonOf('network', 'called-off')

/** It was not our child, or it ended while no agent was there. */
export const UNKNOWN_END: Exit = { code: null, signal: null }

export type ConclusionContext = {
  ffmpeg: Ffmpeg
  isolation: Isolation
  clock: Clock
  paths: AgentPaths
  log: Log
  say(happening: HostHappening): void
}

/**
 * Says how a run ended, with the last lines of its log, and forgets its record. `run` is null for
 * one that ended while no agent was there. Answers why it ended.
 */
export function concludeRun(
  handle: RunHandle,
  exit: Exit,
  run: Run | null,
  context: ConclusionContext,
): Reason {
  const { ffmpeg, clock, paths, log, isolation } = context
  const { runId, channelId } = handle
  const { code, signal } = exit
  const asked = run !== null && run.stopping !== null
  const lines = handle.log.tail(LOG_LINES, [handle.source])
  const tail = ffmpeg.rawLogTail(handle.logFile, LOG_LINES)
  const memoryKilled = isolation.release(channelId, handle.pid)
  const ended = ffmpeg.classifyExit({ code, signal, asked, tail, memoryKilled }) ?? CALLED_OFF
  // FFmpeg says of a programme that is not there what it says of a picture.
  const reason = (ended.code === 'no-video' ? handle.sight.problem : null) ?? ended
  const started = run?.startedAt ?? clock.now() - (clock.wall() - Date.parse(handle.startedAt))
  const uptimeSeconds = Math.max(0, Math.round((clock.now() - started) / 100) / 10)
  const end = { uptimeSeconds, signal, exitCode: code, reason: asked ? null : reason }
  const logTail = lines.map((line) => line.text.slice(0, 500))
  context.say({ kind: 'run-exited', channelId, runId, asked, ...end, logTail })
  const { segments } = handle.output
  const at = new Date(clock.wall()).toISOString()
  endRunLog(dirname(handle.logFile), runId, { ...end, at, segments })
  handle.log.poll(clock.wall())
  removeRecord(paths, runId)
  const fields = { channelId, runId, code, signal, asked }
  log.info({ ...fields, reason: asked ? null : reason.code }, 'Run ended')
  return reason
}
