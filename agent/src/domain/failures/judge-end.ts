import type { Reason } from '@cashbacktv/contract'
import { isLive, type Run } from '../reconcile/world.ts'
import { type Admits, admitsNow, type Readers, servesSeveral } from '../sources/source-readers.ts'

/**
 * An end of our own making says nothing against the source: a second reader of ours that was refused,
 * a first one that the second one pushed out, one that came before the sender had noticed that the
 * last one was gone.
 */
export type Judgement = {
  /** How many readers the source has been seen to admit. */
  learns: 'one' | 'many' | null
  /** It is not counted; the next try is not before this instant. */
  excused: { retryAt: number } | null
}

/** A sender needs a moment to notice that a connection is closed. */
const GRACE_MS = { one: 10_000, unknown: 3000, many: 0 } as const
const AGAIN_AFTER_MS = 500
/** A second reader pushes the first one out when it connects; FFmpeg may be in a read until its time-out. */
const PUSHED_WITHIN_MS = 15_000

export function judgeEnd(
  run: Run,
  reason: Reason,
  readers: Readers,
  segmentSeconds: number,
  now: number,
): Judgement {
  const admits = admitsNow(run.readerKey, readers)
  // A source that fails several readers is off the air, and a limit of several is not one.
  const several = servesSeveral(run.readerKey, readers.runs)
  const others = readers.runs.filter(
    (other) => other !== run && other.over === null && other.readerKey === run.readerKey,
  )
  const alive = now - Math.max(8, 2 * segmentSeconds + 2) * 1000
  const silentSince = PLAIN.has(reason.code) ? Number.NEGATIVE_INFINITY : alive
  const rivals =
    run.firstSegmentAt === null ? servedBeside(run, others, silentSince) : pushersOf(others, now)
  const isRivalry = run.firstSegmentAt === null ? isRefusal(reason, admits) : isLoss(reason, admits)
  if (rivals.length === 1 && isRivalry && !several) {
    const isOwn = rivals[0]?.channelId === run.channelId
    return { learns: 'one', excused: isOwn ? { retryAt: now } : null }
  }
  const excused = isEcho(run, reason, admits, readers) ? { retryAt: now + AGAIN_AFTER_MS } : null
  return { learns: several ? 'many' : null, excused }
}

/** Older runs that the source serves, while it does not serve this one. */
function servedBeside(run: Run, others: readonly Run[], since: number): readonly Run[] {
  return others.filter(
    ({ startedAt, firstSegmentAt, lastSegmentAt }) =>
      firstSegmentAt !== null &&
      startedAt < run.startedAt &&
      (lastSegmentAt ?? firstSegmentAt) > since,
  )
}

function pushersOf(others: readonly Run[], now: number): readonly Run[] {
  return others.filter(
    (other) => isLive(other) && other.pid !== null && now - spawnedAt(other) < PUSHED_WITHIN_MS,
  )
}

function isEcho(run: Run, reason: Reason, admits: Admits, { freedAt }: Readers): boolean {
  const freed = freedAt.get(run.readerKey)
  if (freed === undefined || run.firstSegmentAt !== null || !PLAIN.has(reason.code)) return false
  return spawnedAt(run) - freed < GRACE_MS[admits]
}

export function spawnedAt(run: Run): number {
  return run.spawnedAt ?? run.startedAt
}

/** Somebody is there and says no. */
const PLAIN = new Set([
  ...['unauthorised', 'forbidden', 'refused-by-source', 'source-server-error', 'port-taken'],
])
/** Has its cause on this host or in the name of the source, whoever reads it. */
const NEVER = new Set([
  ...[
    'name-not-found',
    'resolve-timeout',
    'resolve-failed',
    'tls',
    'logo-missing',
    'layer-missing',
    'called-off',
  ],
])
/** Another thing than the stream came instead: a page that says no, or nothing. */
const INSTEAD = new Set(['not-media', 'no-video', 'unclear-picture'])

export function isPlainRefusal({ code }: Reason): boolean {
  return PLAIN.has(code)
}

function isRefusal({ class: kind, code }: Reason, admits: Admits): boolean {
  if (PLAIN.has(code)) return true
  if (admits === 'many' || NEVER.has(code)) return false
  return kind === 'network' || INSTEAD.has(code)
}

function isLoss({ class: kind, code }: Reason, admits: Admits): boolean {
  return admits !== 'many' && kind === 'network' && !NEVER.has(code)
}
