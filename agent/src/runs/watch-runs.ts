import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { HostSample, RunId } from '@cashbacktv/contract'
import { addPackets } from '../domain/input-figures/packet-window.ts'
import type { Observation } from '../domain/observations/observation.ts'
import { addQuantisers } from '../domain/quality/quantiser-window.ts'
import { isLive, type Run } from '../domain/reconcile/world.ts'
import { addPoint, paceSpeed } from '../domain/runs/pace.ts'
import { isSilent } from '../domain/runs/silence.ts'
import type { Clock, Ffmpeg, HostReader, ProgressSource, RunWord } from '../ports.ts'
import { isSameProcess } from '../process/process-identity.ts'
import { answersSignal } from '../process/signal-group.ts'
import { contentSeen, takeLoudness, takePicture } from './content-sight.ts'
import { levelBy } from './levelled-audio.ts'
import type { RunHandle } from './run-handle.ts'
import type { Entry, RunTable } from './run-table.ts'

export type Watch = {
  table: RunTable
  clock: Clock
  ffmpeg: Ffmpeg
  host: HostReader
  progress: ProgressSource
  /** What runs tell of their sources. */
  lookAtSource(entry: Entry): void
  /** A run brought its first complete segment. */
  onFirstSegment(run: Run): void
  everySecond(): void
  everyLook(): void
  /** What is seen of a run, each second. */
  observe(observation: Observation): void
  /** A process that cannot be waited for is gone. */
  onVanished(runId: RunId): void
}

const SECOND_MS = 1000
const STARTING_MS = 50
const ADOPTED_MS = 250
const OUTPUT_EVERY = 2

/**
 * The eyes of the supervisor, on one timer: each second everything that is reported, in between
 * only the first segment of runs that start and the life of runs that cannot be waited for.
 */
export function watchRuns(watch: Watch): {
  sample(): HostSample | null
  /** Something starts: look closely from now on. */
  hurry(): void
  close(): void
} {
  let sample: HostSample | null = null
  let nextFull = watch.clock.now()
  let turn = 0
  let closed = false
  let timer: NodeJS.Timeout | null = null
  listen(watch)

  function look(): void {
    if (closed) return
    const now = watch.clock.now()
    if (now >= nextFull) {
      nextFull = Math.max(nextFull + SECOND_MS, now + SECOND_MS / 2)
      sample = watch.host.sampleHost()
      lookAtAll(watch, turn++, sample)
      if (sample !== null) observeHost(watch, sample)
      watch.everySecond()
    } else lookClosely(watch)
    watch.everyLook()
    schedule()
  }

  function schedule(): void {
    const pause = Math.min(pauseFor(watch.table), Math.max(1, nextFull - watch.clock.now()))
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(look, pause)
  }

  schedule()
  return {
    sample: () => sample,
    hurry: schedule,
    close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      for (const { handle } of watch.table.entries()) handle?.sight.log.close()
    },
  }
}

function pauseFor(table: RunTable): number {
  let pause = SECOND_MS
  for (const { run, handle } of table.entries()) {
    if (handle === null || run.over !== null) continue
    if (run.firstSegmentAt === null && isLive(run)) return STARTING_MS
    if (handle.adopted) pause = ADOPTED_MS
  }
  return pause
}

function lookClosely(watch: Watch): void {
  for (const entry of watch.table.entries()) {
    const { run, handle } = entry
    if (handle === null || run.over !== null) continue
    if (handle.adopted && !answersSignal(handle.pid)) watch.onVanished(run.runId)
    else if (run.firstSegmentAt === null) {
      watch.lookAtSource(entry)
      lookAtOutput(watch, entry, handle)
    }
  }
}

function lookAtAll(watch: Watch, turn: number, sample: HostSample | null): void {
  const pids: number[] = []
  for (const { run, handle } of watch.table.entries()) {
    if (handle !== null && run.over === null) pids.push(handle.pid)
  }
  const processes = watch.host.sampleProcesses(pids)
  let index = turn
  for (const entry of watch.table.entries()) {
    const { run, handle } = entry
    if (handle === null || run.over !== null) continue
    handle.proc = processes.get(handle.pid) ?? null
    const due = index++ % OUTPUT_EVERY === 0 || run.firstSegmentAt === null
    if (handle.adopted && !isSameProcess(handle.pid, handle.startTicks)) {
      watch.onVanished(run.runId)
    } else {
      watch.lookAtSource(entry)
      if (due) lookAtOutput(watch, entry, handle)
      observeRun(watch, entry, handle, sample)
    }
  }
}

function lookAtOutput(watch: Watch, entry: Entry, handle: RunHandle): void {
  // Until the private playlist is there, a look costs one system call.
  if (entry.run.firstSegmentAt === null && !hasPlaylist(handle.outputDir)) return
  const before = handle.output.segments
  handle.output = watch.ffmpeg.readOutput(handle.outputDir, handle.output)
  if (handle.output.segments <= before) return
  const now = watch.clock.now()
  const isFirst = entry.run.firstSegmentAt === null
  watch.table.change(entry.run.runId, {
    firstSegmentAt: entry.run.firstSegmentAt ?? now,
    lastSegmentAt: now,
  })
  if (isFirst) watch.onFirstSegment(entry.run)
}

const LOG_LINES = 60

/** All that is seen of a run this second. */
function observeRun(
  watch: Watch,
  { run }: Entry,
  handle: RunHandle,
  host: HostSample | null,
): void {
  const { ffmpeg, clock } = watch
  const { source, logFile, pace, proc } = handle
  const at = clock.now()
  const isCard = source.url.startsWith('testcard:')
  watch.observe({
    kind: 'run',
    at,
    runId: run.runId,
    speed: paceSpeed(pace),
    cpuPercent: proc?.cpuPercent ?? null,
    hostCpuPercent: host?.cpuPercent ?? null,
    logLines: isSilent(run, at) ? ffmpeg.rawLogTail(logFile, LOG_LINES) : [],
    sourceTrouble: run.firstSegmentAt === null ? ffmpeg.knownTrouble(source.url) : null,
    facts: isCard ? null : ffmpeg.rememberedFacts(source),
    content: contentSeen(handle),
  })
}

function observeHost({ table, observe }: Watch, { coresPercent }: HostSample): void {
  const runsPercent = [...table.entries()].flatMap(({ run, handle }) => {
    return run.over === null ? [handle?.proc?.cpuPercent ?? null] : []
  })
  observe({ kind: 'host', coresPercent, runsPercent })
}

function hasPlaylist(runDir: string): boolean {
  return existsSync(join(runDir, 'index.m3u8'))
}

function listen(watch: Watch): void {
  watch.progress.onWord((address, word) => {
    const handle = watch.table.atAddress(address)?.handle ?? null
    if (handle !== null) take(handle, word, watch.clock.now())
  })
}

function take(handle: RunHandle, word: RunWord, at: number): void {
  switch (word.kind) {
    case 'progress': {
      const { progress } = word
      handle.progress = progress
      handle.quantisers = addQuantisers(handle.quantisers, progress.quantisers)
      if (progress.outTimeSeconds === null) return
      handle.pace = addPoint(handle.pace, { at, outTimeMs: progress.outTimeSeconds * 1000 })
      return
    }
    case 'packets':
      handle.packets = addPackets(handle.packets, word.packets)
      return
    case 'picture':
      takePicture(handle.content, word.pixels)
      return
    case 'loudness':
      takeLoudness(handle.content, word.loudness)
      if (handle.level !== null) levelBy(handle.level, word.loudness)
      return
    case 'level':
      if (handle.level !== null) levelBy(handle.level, word, word.track)
  }
}
