import { setTimeout as delay } from 'node:timers/promises'
import { auditPictures } from './audit-pictures.ts'
import { parsePlaylist } from './parse-playlist.ts'
import { playlistRules, type Violation } from './playlist-rules.ts'

export type AuditOptions = {
  url: string
  /** Ends the audit. */
  signal: AbortSignal
  /** Milliseconds between polls; a player polls about once a target duration. */
  everyMs?: number
  /** False of a rendition that the pictures to seek by are not cut out of. */
  hasPictures?: boolean
}

/** `pictures` are those to seek by that were read. */
export type Audit = { violations: Violation[]; polls: number; segments: number; pictures: number }

type Seen = { lastListedAt: number; lastsMs: number; checked: boolean }

/**
 * Polls a live playlist from its first answer on and holds each to the rules. Each segment is
 * asked for shortly before RFC 8216 6.2.2 allows it to go: its duration plus the playlist's after
 * it has left. Where the channel has pictures to seek by, their playlist is held to the same and to that
 * of the segments, and each of them is read.
 */
export async function auditPlaylist(options: AuditOptions): Promise<Audit> {
  const { url, signal, everyMs = 500, hasPictures = true } = options
  const rules = playlistRules()
  const seen = new Map<string, Seen>()
  const audit: Audit = { violations: [], polls: 0, segments: 0, pictures: 0 }
  const pictures = auditPictures(url)
  while (!signal.aborted) {
    const text = await read(url, signal)
    const at = Date.now()
    if (signal.aborted) break
    if (text !== null) {
      audit.polls++
      audit.violations.push(...rules.look({ at, text }))
      note(seen, url, text, at)
      if (hasPictures) audit.violations.push(...(await pictures.look(text, signal)))
    } else if (audit.polls > 0) {
      audit.violations.push({ rule: 'not-answered', at, detail: url })
    }
    audit.violations.push(...(await checkLeaving(seen, at, everyMs, signal)))
    await delay(everyMs, undefined, { signal }).catch(() => undefined)
  }
  return { ...audit, segments: seen.size, pictures: pictures.read() }
}

function note(seen: Map<string, Seen>, url: string, text: string, at: number): void {
  const { segments } = parsePlaylist(text)
  const listed = segments.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0)
  for (const { uri, durationSeconds } of segments) {
    const lastsMs = (listed + durationSeconds) * 1000
    const address = new URL(uri, url).href
    const checked = seen.get(address)?.checked ?? false
    seen.set(address, { lastListedAt: at, lastsMs, checked })
  }
}

async function checkLeaving(
  seen: Map<string, Seen>,
  at: number,
  everyMs: number,
  signal: AbortSignal,
): Promise<Violation[]> {
  const leaving = [...seen].filter(
    ([, { checked, lastListedAt, lastsMs }]) =>
      !checked && at > lastListedAt + lastsMs - 3 * everyMs,
  )
  const found: Violation[] = []
  for (const [address, entry] of leaving) {
    entry.checked = true
    const answer = await fetch(address, { method: 'HEAD', signal }).catch(() => null)
    if (answer?.ok === true || signal.aborted) continue
    // Of a server that is away nobody knows what it has.
    found.push({ rule: answer === null ? 'not-answered' : 'segment-missing', at, detail: address })
  }
  return found
}

async function read(url: string, signal: AbortSignal): Promise<string | null> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(5000)])
  try {
    const answer = await fetch(url, { signal: limit })
    return answer.ok ? await answer.text() : null
  } catch {
    return null
  }
}
