import type { ChannelId, ReadableSource } from '@cashbacktv/contract'
import type { Ffmpeg } from '../ports.ts'
import { newestLog } from './log-retention.ts'
import type { RunHandle } from './run-handle.ts'
import type { SupervisorContext } from './supervisor-context.ts'

/** What questions about channels are answered from. */
export type AnswerContext = {
  ffmpeg: Ffmpeg
  /** Newest run, also after its end; null when this agent has seen none. */
  handleOf(channelId: ChannelId): RunHandle | null
  /** File of the newest log that is kept. */
  logOf(channelId: ChannelId): string | null
  sourcesOf(channelId: ChannelId): readonly ReadableSource[]
  allowCidrs(): readonly string[]
}

export function channelQuestions(
  { paths, snapshots }: SupervisorContext,
  newest: ReadonlyMap<ChannelId, RunHandle>,
  allowCidrs: () => readonly string[],
): Omit<AnswerContext, 'ffmpeg'> {
  return {
    handleOf: (channelId) => newest.get(channelId) ?? null,
    logOf: (channelId) => newestLog(paths.logDir(channelId)),
    sourcesOf(channelId) {
      const spec = snapshots.current()?.channels.find((channel) => channel.id === channelId)
      return spec?.sources ?? []
    },
    allowCidrs,
  }
}
