import type { ChannelId, ReadableSource, RunId, RunLog } from '@cashbacktv/contract'
import { sourceOnAir } from '../domain/sources/source-readers.ts'
import type { Ffmpeg, ProbeResult } from '../ports.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import { findLog, runLogsOf } from '../runs/run-logs.ts'
import type { QualityAnswer } from '../sources/measure-channel.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import type { SupervisorContext } from './supervisor-context.ts'

/** What questions about channels are answered from. */
export type AnswerContext = {
  ffmpeg: Ffmpeg
  /** What is in a source; of one that is on air what is known of it. */
  probe(source: ReadableSource, withFrame: boolean): Promise<ProbeResult>
  /** Newest run, also after its end; null when this agent has seen none. */
  handleOf(channelId: ChannelId): RunHandle | null
  /** Runs whose logs are kept, in the order of their starts. */
  runLogsOf(channelId: ChannelId): RunLog[]
  logFileOf(channelId: ChannelId, runId: RunId): string
  sourcesOf(channelId: ChannelId): readonly ReadableSource[]
  measureQuality(channelId: ChannelId): Promise<QualityAnswer>
}

export function channelQuestions(
  { paths, snapshots, ffmpeg }: SupervisorContext,
  newest: ReadonlyMap<ChannelId, RunHandle>,
  readers: Pick<SourceReaders, 'probe'>,
): Omit<AnswerContext, 'ffmpeg' | 'measureQuality'> {
  return {
    handleOf: (channelId) => newest.get(channelId) ?? null,
    runLogsOf: (channelId) => runLogsOf(paths, channelId),
    logFileOf: (channelId, runId) => findLog(paths, channelId, runId),
    sourcesOf(channelId) {
      const spec = snapshots.current()?.channels.find((channel) => channel.id === channelId)
      return spec?.sources ?? []
    },
    async probe(source, withFrame) {
      const result = await readers.probe(source, { withFrame })
      if (result.ok || result.reason.code !== sourceOnAir.code) return result
      const facts = ffmpeg.rememberedFacts(source)
      return facts === null ? result : { ok: true, facts, frame: null, tookMs: 0 }
    },
  }
}
