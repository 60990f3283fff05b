import type { Source, SourceId } from '@cashbacktv/contract'
import { AUDIO_MISSING } from '../failures/classify-exit-rules.ts'
import { startManner } from '../failures/needs-look.ts'
import { readerKey, runsOn, SOURCE_IN_USE } from '../sources/source-readers.ts'
import type { WantedSituation, WishedStart } from './channel-pass.ts'
import type { Step } from './fold-rules.ts'
import type { ChannelMemory, Run } from './world.ts'

/** A run has to be started: now, in its turn, or once the next try is due. */
export function wishStart(
  before: ChannelMemory,
  situation: WantedSituation,
  source: Source,
): Step & { wish: WishedStart | null } {
  const { spec, live, moment } = situation
  const { now, random, fingerprint } = moment
  const key = readerKey(source.url)
  const nextTryAt = whenToTry(before, key, situation)
  if (nextTryAt === null || nextTryAt > now)
    return { memory: before, wish: null, wakeAt: nextTryAt }
  const queued = { ...before, queuedSince: now, queueRank: random() }
  const memory = before.queuedSince === null ? queued : before
  const { restartGeneration, priority, id: channelId } = spec
  const { queueRank: rank, queuedSince, threadStep, failure } = memory
  const silent = lacksAudio(memory, source.id, live)
  const start: WishedStart['start'] = {
    kind: 'start',
    channelId,
    sourceId: source.id,
    restartGeneration,
    threadStep,
    fingerprint: fingerprint(spec, source),
    readerKey: key,
    spec,
    source,
    ...(silent ? { withoutAudio: true } : {}),
    ...startManner(failure, silent),
  }
  return { memory, wish: { channelId, priority, queuedSince: queuedSince ?? now, rank, start } }
}

/** A source that another channel had is tried as soon as that one has let it go. */
function whenToTry(
  { failure, pauseUntil }: ChannelMemory,
  key: string,
  { readers, moment: { now } }: WantedSituation,
): number | null {
  if (failure === null) return pauseUntil ?? now
  const isFree = runsOn(key, readers.runs).length === 0
  if (failure.mode === 'retry' && failure.reason.code === SOURCE_IN_USE && isFree) return now
  const { nextTryAt } = failure
  return nextTryAt === null ? null : Math.max(nextTryAt, pauseUntil ?? nextTryAt)
}

/**
 * Whether a source is read without its audio: it announces some and sends none, and FFmpeg cannot
 * begin with what it knows nothing of. The origin fills it in; another run follows when it is back.
 */
function lacksAudio({ failure, lastSourceId }: ChannelMemory, id: SourceId, live: readonly Run[]) {
  const runs = live.filter((run) => run.sourceId === id)
  if (runs.some((run) => run.audioTrouble === 'out-of-step')) return false
  if (runs.some((run) => run.audioTrouble === 'missing')) return true
  return failure?.reason.code === AUDIO_MISSING && lastSourceId === id
}
