/** What waits to be read for one track of a channel. */
export type Waiting = { channel: string; track: object; pixels: number }

/** Which picture is read next, of all that wait on a host: channels have the same time of the reader each. */
export type ReadingTurns<One extends Waiting> = {
  /** Lets it wait; answers what is left out instead: older ones of its track, or itself while its channel rests. */
  put(one: One, nowMs: number): One[]
  /** The next, of which `done` is to be told; null where nothing waits. */
  take(): One | null
  /** Answers what is left out by it. */
  done(channel: string, how: { tookMs: number; timedOut: boolean }, nowMs: number): One[]
  find(isMeant: (one: One) => boolean): One | undefined
  /** Takes out what is meant, and answers it. */
  drop(isMeant: (one: One) => boolean): One[]
}

/** Of a track: sources bring a few seconds of subtitles at once. Of large ones it is one alone, for their memory. */
const [MOST_OF_TRACK, MOST_PIXELS_OF_TRACK] = [3, 600_000]
/** Of a channel whose picture took too long: doubled with each that follows. */
const [LEAST_REST_MS, MOST_REST_MS] = [10_000, 600_000]
/** Channels that are remembered. */
const MOST_CHANNELS = 1000

type Share = {
  /** Time of the reader that it has had, or was let pass while it asked for none. */
  usedMs: number
  timeouts: number
  restsUntilMs: number
}

/** `mostMs` is the longest that a picture is read. */
export function openReadingTurns<One extends Waiting>(mostMs: number): ReadingTurns<One> {
  let waiting: readonly One[] = []
  const shares = new Map<string, Share>()
  let reachedMs = 0

  function shareOf(channel: string): Share {
    const share = shares.get(channel) ?? { usedMs: reachedMs, timeouts: 0, restsUntilMs: 0 }
    shares.delete(channel)
    shares.set(channel, share)
    const [oldest] = shares.keys()
    if (shares.size > MOST_CHANNELS && oldest !== undefined) shares.delete(oldest)
    return share
  }

  function drop(isMeant: (one: One) => boolean): One[] {
    const meant = waiting.filter(isMeant)
    waiting = waiting.filter((one) => !meant.includes(one))
    return meant
  }

  return {
    put(one, nowMs) {
      const { channel, track } = one
      const share = shareOf(channel)
      if (nowMs < share.restsUntilMs) return [one]
      // Nobody saves time up by asking for none.
      const isNew = waiting.every((other) => other.channel !== channel)
      if (isNew) share.usedMs = Math.max(share.usedMs, reachedMs)
      waiting = [...waiting, one]
      const kept = newest(waiting.filter((other) => other.track === track))
      return drop((other) => other.track === track && !kept.includes(other))
    },
    take() {
      const used = new Map(waiting.map(({ channel }) => [channel, shareOf(channel).usedMs]))
      const least = Math.min(...used.values())
      const next = waiting.find(({ channel }) => used.get(channel) === least)
      if (next === undefined) return null
      drop((one) => one === next)
      reachedMs = least
      shareOf(next.channel).usedMs += mostMs
      return next
    },
    done(channel, { tookMs, timedOut }, nowMs) {
      const share = shareOf(channel)
      share.usedMs += tookMs - mostMs
      share.timeouts = Math.max(0, share.timeouts + (timedOut ? 1 : -1))
      if (!timedOut) return []
      const restMs = LEAST_REST_MS * 2 ** (share.timeouts - 1)
      share.restsUntilMs = nowMs + Math.min(MOST_REST_MS, restMs)
      return drop((one) => one.channel === channel)
    },
    find: (isMeant) => waiting.find(isMeant),
    drop,
  }
}

/** The last ones, the last of all whatever its size. */
function newest<One extends Waiting>(all: readonly One[]): One[] {
  const last = all.slice(-MOST_OF_TRACK)
  while (last.length > 1 && pixelsOf(last) > MOST_PIXELS_OF_TRACK) last.shift()
  return last
}

function pixelsOf(all: readonly Waiting[]): number {
  return all.reduce((sum, { pixels }) => sum + pixels, 0)
}
