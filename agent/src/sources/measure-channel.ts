import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type ChannelId,
  type ChannelSpec,
  QUALITY_PATIENCE_MS,
  type QualityMeasurement,
  type Reason,
  reasonOf,
  type Source,
} from '@cashbacktv/contract'
import { planQuality, type QualityPlan } from '../domain/plan-ffmpeg/quality-plan.ts'
import { likenessOf, QUALITY_MODEL } from '../domain/quality/quality-model.ts'
import { isLive, type Run } from '../domain/reconcile/world.ts'
import type { Measured } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import type { SupervisorContext } from '../supervisor/supervisor-context.ts'
import type { SourceReaders } from './source-readers.ts'

export type QualityAnswer =
  | { ok: true; measured: QualityMeasurement }
  | { ok: false; reason: Reason }

/** Of media. */
const SECONDS = 6
/** Less than this says too little. */
const LEAST_SECONDS = 2

export type MeasuringContext = Pick<
  SupervisorContext,
  'paths' | 'snapshots' | 'ffmpeg' | 'capabilities' | 'quality' | 'clock'
>

/**
 * Measures how like the original the picture of a channel is encoded, when it is asked for: some
 * seconds of its source, with its own filters and encoder. One at a time on the host, behind
 * everything else, and given up when it takes too long. A source that may admit a single reader is
 * left to the run that has it.
 */
export function createMeasuring(
  context: MeasuringContext,
  table: Pick<RunTable, 'runs'>,
  readers: Pick<SourceReaders, 'record'>,
  patienceMs = QUALITY_PATIENCE_MS,
): (channelId: ChannelId) => Promise<QualityAnswer> {
  let busy = false

  async function measure(subject: Subject, folder: string): Promise<QualityAnswer> {
    const signal = AbortSignal.timeout(patienceMs)
    const plan = planOf(subject, folder, context)
    if (plan === null) return refused('quality-unknown-source')
    const wish = { source: subject.source, file: pieceIn(folder), seconds: SECONDS }
    const recorded =
      !plan.needsPiece || (await readers.record({ ...wish, timeoutMs: patienceMs }, signal))
    if (recorded === 'refused') return refused('quality-one-reader')
    const found = recorded && (await compare(plan, signal))
    if (signal.aborted) return late(patienceMs)
    if (found === null) return refused('quality-not-compared')
    if (!found || found.seconds < LEAST_SECONDS) return refused('quality-not-read')
    return { ok: true, measured: told(found, context.clock.wall()) }
  }

  function compare(plan: QualityPlan, signal: AbortSignal): Promise<Measured | null> {
    const hasVmaf = context.capabilities()?.filters.includes('libvmaf') ?? false
    return context.ffmpeg.measureQuality({ plan, hasVmaf, signal })
  }

  return async (channelId) => {
    if (busy) return refused('quality-busy')
    const subject = subjectOf(channelId, context, table)
    if ('ok' in subject) return subject
    busy = true
    const { stateDir } = context.paths
    try {
      await mkdir(stateDir, { recursive: true })
      const folder = await mkdtemp(join(stateDir, 'quality-'))
      const answer = await measure(subject, folder).finally(() => rm(folder, FOREVER))
      if (answer.ok) context.quality.keepMeasured(channelId, answer.measured, wanted(context))
      return answer
    } finally {
      busy = false
    }
  }
}

const FOREVER = { recursive: true, force: true } as const

type Subject = { spec: ChannelSpec; run: Run; source: Source }

/** What is to be measured, or why it cannot be. */
function subjectOf(
  channelId: ChannelId,
  { snapshots, capabilities }: MeasuringContext,
  table: Pick<RunTable, 'runs'>,
): Subject | Extract<QualityAnswer, { ok: false }> {
  const spec = snapshots.current()?.channels.find(({ id }) => id === channelId)
  const run = table
    .runs()
    .findLast((one) => one.channelId === channelId && isLive(one) && one.firstSegmentAt !== null)
  const source = spec?.sources.find(({ id }) => id === run?.sourceId)
  if (spec?.output.mode === 'copy') return refused('quality-copied')
  if (spec === undefined || run === undefined || source === undefined) {
    return refused('quality-off-air')
  }
  const filters = capabilities()?.filters ?? []
  return filters.includes('ssim') ? { spec, run, source } : refused('quality-no-filter')
}

function planOf(
  { spec, run, source }: Subject,
  folder: string,
  { ffmpeg, capabilities }: MeasuringContext,
): QualityPlan | null {
  const files = { piece: pieceIn(folder), encoded: join(folder, 'encoded.nut') }
  const facts = ffmpeg.rememberedFacts(source)
  const { threadStep } = run
  const known = { spec, source, facts, capabilities: capabilities(), threadStep }
  return planQuality({ ...known, files, seconds: SECONDS })
}

const pieceIn = (folder: string) => join(folder, 'piece.nut')

function told({ ssim, vmaf, seconds }: Measured, wall: number): QualityMeasurement {
  const at = new Date(wall).toISOString()
  return {
    ...likenessOf(ssim),
    vmaf: vmaf === null ? null : Math.round(vmaf * 100) / 100,
    at,
    model: QUALITY_MODEL,
    seconds: Math.round(seconds * 10) / 10,
  }
}

function wanted({ snapshots }: MeasuringContext): ReadonlySet<ChannelId> {
  return new Set(snapshots.current()?.channels.map(({ id }) => id))
}

type Refusal =
  | 'quality-busy'
  | 'quality-copied'
  | 'quality-off-air'
  | 'quality-unknown-source'
  | 'quality-one-reader'
  | 'quality-not-read'
  | 'quality-not-compared'
  | 'quality-no-filter'

function refused(code: Refusal): Extract<QualityAnswer, { ok: false }> {
  return { ok: false, reason: reasonOf('resource', code) }
}

function late(patienceMs: number): Extract<QualityAnswer, { ok: false }> {
  const seconds = Math.round(patienceMs / 1000)
  return { ok: false, reason: reasonOf('resource', 'quality-late', { seconds }) }
}
