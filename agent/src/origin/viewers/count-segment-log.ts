import type { OriginChannel } from '../channel/channel.ts'
import { steadyNow } from '../clock.ts'
import { readSegmentLog } from '../domain/segment-log.ts'
import type { NameClient } from './name-clients.ts'

export type SegmentLogCounts = { counted: number; leftOut: number }

export type SegmentLogCount = {
  /** Takes a datagram of nginx's log, whatever it says. */
  take(datagram: string): void
  /** Datagrams since the origin was started. */
  counts(): SegmentLogCounts
}

/** What nginx says of its log comes from nginx, which asks from here. */
const OWN_NGINX = '127.0.0.1'

/** Counts segments that nginx serves as if the origin had served them. */
export function countSegmentLog(
  byId: (channelId: string) => OriginChannel | undefined,
  clientOf: NameClient,
): SegmentLogCount {
  const counts = { counted: 0, leftOut: 0 }
  return {
    take(datagram) {
      const served = readSegmentLog(datagram)
      const channel = served === null ? undefined : byId(served.channelId)
      if (served === null || channel === undefined) {
        counts.leftOut += 1
        return
      }
      counts.counted += 1
      const now = steadyNow()
      channel.viewer(clientOf({ ...served, peer: OWN_NGINX }), now, { bySegment: true })
      channel.sent(served.bytes)
      // nginx tells of a segment when it has been sent, a player of itself when it asks.
      if (served.player !== null) channel.player(served.player, now - served.tookMs, served.path)
    },
    counts: () => ({ ...counts }),
  }
}
