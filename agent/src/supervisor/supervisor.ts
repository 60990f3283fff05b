import type { ChannelId, HostReport, HostSample, QualityCurve } from '@cashbacktv/contract'
import type { Air } from '../air/read-air.ts'
import { roomOf } from '../domain/admission/host-capacity.ts'
import { QUALITY_MODEL } from '../domain/quality/quality-model.ts'
import type { EventWriter } from '../events/event-writer.ts'
import type { Restreams } from '../restreams/keep-restreams.ts'
import { stopRestreams } from '../restreams/stop-restreams.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import type { RunTable } from '../runs/run-table.ts'
import { offerSnapshot } from '../snapshots/offer-snapshot.ts'
import { createMeasuring } from '../sources/measure-channel.ts'
import type { Preparations } from '../sources/preparations.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import type { Uploads } from '../uploads/keep-uploads.ts'
import { buildReport } from './build-report.ts'
import { type AnswerContext, channelQuestions } from './channel-questions.ts'
import type { IllegalMoves } from './illegal-moves.ts'
import type { PassHost, PassLoop } from './pass-loop.ts'
import type { SupervisorContext } from './supervisor-context.ts'

/** Makes the host match its snapshot. */
export type Supervisor = {
  /** What this host can do is known: from now on channels are started, stopped and reported. */
  begin(): void
  /** A snapshot has come; it is taken, held or ignored. @throws ZodError when it is none */
  offer(given: unknown): void
  wake(): void
  report(): HostReport
  /** What is needed to answer questions about channels. */
  questions(): Omit<AnswerContext, 'ffmpeg'>
  /** No channel is being started and the host has half of its CPU to spare. */
  isIdle(): boolean
  /** Ends every channel's process and waits for it; what is wanted stays as it is. */
  stopChannels(): Promise<void>
  /** Stops supervising. Channels go on; what is uploaded is gone on with later. */
  close(): Promise<void>
}

export type SupervisorParts = {
  context: SupervisorContext
  loop: PassLoop
  host: PassHost
  table: RunTable
  events: EventWriter
  readers: SourceReaders
  preparations: Preparations
  moves: IllegalMoves
  /** Newest run of each channel, also after its end. */
  newest: Map<ChannelId, RunHandle>
  sample(): HostSample | null
  readAir(wall: number): Air
  restreams: Restreams
  uploads: Uploads
  /** From the next pass on nothing is wanted. */
  stopAll(): void
  /** Whatever looks and listens, in the order it is to end. */
  closing: readonly { close(): void }[]
}

/** Those that hold for the FFmpeg of now. */
function curvesNow({ quality, capabilities }: SupervisorContext): readonly QualityCurve[] {
  const ffmpegVersion = capabilities()?.ffmpegVersion ?? ''
  return quality.curves({ model: QUALITY_MODEL, ffmpegVersion })
}

export function supervisorOf(parts: SupervisorParts): Supervisor {
  const { context, loop, table, events, readers, preparations, moves, newest, sample } = parts
  const { clock, hostId, snapshots, ffmpeg, log, outbox, quality } = context

  function begin(): void {
    loop.begin(parts.host)
    const desired = snapshots.current()
    if (desired !== null) preparations.prepare(desired)
  }

  function offer(given: unknown): void {
    const next = offerSnapshot(given, context, table, events)
    if (next === null) return
    loop.wake()
    preparations.prepare(next)
    const wanted = new Set([...next.channels, ...(next.unread ?? [])].map(({ id }) => id))
    for (const id of newest.keys()) if (!wanted.has(id)) newest.delete(id)
  }

  function report(): HostReport {
    const world = loop.world()
    return buildReport({
      hostId,
      clock,
      factsOf: ffmpeg.rememberedFacts,
      appliedRevision: snapshots.current()?.revision ?? null,
      heldRevision: snapshots.heldRevision(),
      sample: sample(),
      capacity: roomOf(world),
      channels: loop.channels(),
      specs: snapshots.current()?.channels ?? [],
      entries: table.entries(),
      air: parts.readAir(clock.wall()),
      host: world.host,
      restreams: parts.restreams,
      uploads: parts.uploads.observed(),
      waitingEvents: outbox.lastNumber - outbox.acknowledged,
      illegalMoves: moves.count(),
      quality: { curves: curvesNow(context), measured: quality.measured },
    })
  }

  function isIdle(): boolean {
    if (table.runs().some((run) => run.firstSegmentAt === null)) return false
    return (sample()?.cpuPercent ?? 100) < 50
  }

  async function stopChannels(): Promise<void> {
    parts.stopAll()
    loop.wake()
    while (table.runs().some((run) => run.over === null) && !loop.isClosed()) {
      await table.nextChange()
    }
    await stopRestreams(context.paths)
  }

  async function close(): Promise<void> {
    loop.close()
    for (const part of parts.closing) part.close()
    const illegalMoves = moves.count()
    if (illegalMoves > 0) log.error({ illegalMoves }, 'Illegal moves were made')
    await parts.uploads.close()
  }

  const measureQuality = createMeasuring(context, table, readers)
  const questions = () => ({ ...channelQuestions(context, newest, readers), measureQuality })
  return { begin, offer, wake: loop.wake, report, questions, isIdle, stopChannels, close }
}
