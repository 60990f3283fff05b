import type { ChannelEntry, Fleet } from './fleet.ts'

const MOST_NEWS = 1000

/** Notes that a channel is another than it was, so that listeners need not look through all of them. */
export function markNews(fleet: Fleet, entry: ChannelEntry): void {
  const { news } = fleet
  const { id } = entry.facts
  entry.standingSeq = fleet.seq
  news.delete(id)
  news.set(id, entry)
  if (news.size <= MOST_NEWS) return
  for (const [oldest, { standingSeq }] of news) {
    news.delete(oldest)
    fleet.newsAfter = Math.max(fleet.newsAfter, standingSeq)
    return
  }
}

/** Notes whether somebody watches. */
export function markWatched({ watched }: Fleet, entry: ChannelEntry): void {
  if (entry.pulse.viewers > 0) watched.add(entry)
  else watched.delete(entry)
}
