import { createHash } from 'node:crypto'
import { parseSourceUrl, queryOption, type Reason, reasonOf } from '@cashbacktv/contract'
import { isLive, type Knowledge, type Run, type World } from '../reconcile/world.ts'

/**
 * Who may read a source now. A source may admit a single reader: an encoder with one session, an
 * account with one connection, a port of this host. A run, a probe and a knock are readers alike.
 */
export type Admits = 'one' | 'many' | 'unknown'

/** The readers of this host, of all channels, and what is known of their sources. */
export type Readers = Pick<World, 'runs' | 'learned' | 'freedAt'> & { wall: number }

/** Accounts are extended and encoders replaced: after a week two readers are tried again. */
const KEPT_MS = 7 * 86_400_000
const ONE = 'one '
export const MANY = 'many '

/**
 * Whether two addresses are one source to its sender, without their secrets. Where the kind of a
 * source says how many it admits, the key says so too: a port of this host one, multicast many.
 */
export function readerKey(url: string): string {
  const parsed = parseSourceUrl(url)
  if (!parsed.ok) return hash(url)
  const { scheme, hostname, port, listens, href } = parsed
  if (scheme === 'testcard') return `${MANY}${scheme}`
  if (listens) return `${ONE}${scheme} ${port}`
  if (scheme === 'udp' || scheme === 'rtp') return `${MANY}${scheme} ${hostname} ${port}`
  if (scheme !== 'srt') return hash(href)
  return hash(`srt ${hostname} ${port} ${queryOption(href.split('?')[1] ?? null, 'streamid')}`)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function admitsOf(key: string, learned: Knowledge, wall: number): Admits {
  if (key.startsWith(ONE)) return 'one'
  if (key.startsWith(MANY)) return 'many'
  const known = learned.get(key)
  return known !== undefined && Math.abs(wall - known.at) < KEPT_MS ? known.admits : 'unknown'
}

/** So long beside each other on air, and nobody pushed anybody out. */
const TOGETHER_MS = 8000

/** Whether runs of a source, of whichever channels, have been served beside each other. */
export function servesSeveral(key: string, runs: readonly Run[]): boolean {
  const served = runs
    .filter((run) => run.readerKey === key && run.firstSegmentAt !== null)
    .map(({ firstSegmentAt, lastSegmentAt }) => ({
      from: firstSegmentAt ?? 0,
      to: lastSegmentAt ?? 0,
    }))
    .toSorted((a, b) => a.from - b.from)
  // By their begin: whether one began well before the latest end of those before it.
  let latest = Number.NEGATIVE_INFINITY
  return served.some(({ from, to }) => {
    const together = Math.min(to, latest) - from
    latest = Math.max(latest, to)
    return together >= TOGETHER_MS
  })
}

/** What has been learned, or is to be seen right now, of how many readers a source admits. */
export function admitsNow(key: string, { runs, learned, wall }: Readers): Admits {
  return servesSeveral(key, runs) ? 'many' : admitsOf(key, learned, wall)
}

/** Runs of a source, those about to open it and those on their way out included. */
export function runsOn(key: string, runs: readonly Run[]): readonly Run[] {
  return runs.filter((run) => run.readerKey === key && run.over === null)
}

/** Beside a run only a source that has been seen to admit two is asked anything. */
export function mayAsk(key: string, runs: readonly Run[], admits: Admits): boolean {
  return admits === 'many' || runsOn(key, runs).length === 0
}

/**
 * Whether a run may open its source beside these others that have it. One that is on its way out is
 * of no more use to anybody and is waited for; another channel's is not taken away.
 */
export function turnOf(
  run: Run,
  others: readonly Run[],
  admits: Admits,
): 'free' | 'wait' | 'in-use' {
  if (admits === 'many') return 'free'
  const isForeign = (other: Run) => other.channelId !== run.channelId && isLive(other)
  if (admits === 'one' && others.some(isForeign)) return 'in-use'
  return others.some((other) => admits === 'one' || other.stopping !== null) ? 'wait' : 'free'
}

/** Code of a start that would have been the second reader of a source that admits one. */
export const SOURCE_IN_USE = 'source-in-use'

export const sourceInUse: Reason = reasonOf('network', SOURCE_IN_USE)

/** Answer to a probe that would have been one reader more. */
export const sourceOnAir: Reason = reasonOf('network', 'source-on-air')
