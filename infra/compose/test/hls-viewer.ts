import { setTimeout as delay } from 'node:timers/promises'
import type { Answer } from './production.ts'

/** How players keep off the newest: RFC 8216 6.3.3 has them begin three target durations before the end. */
const BEHIND = 3
const TIMEOUT_MS = 3_000

export type Watched = {
  /** Seconds of picture that went by on screen. */
  playedSeconds: number
  /** Seconds that the picture stood still for want of segments, after it had begun. */
  stalledSeconds: number
  /** Segments that were listed and gone before they could be read. */
  missed: number
  /** What no player takes: numbers that go back, bytes that are no packets of a transport stream. */
  wrong: string[]
}

export type Viewer = {
  /** As it is now. */
  watched(): Watched
  stop(): Promise<void>
}

type Segment = { sequence: number; seconds: number; uri: string }

/**
 * Watches a live stream as a player does, in real time: reads the playlist, loads what is new, and shows it at the
 * speed of the clock. It never gives up.
 */
export function startViewer(
  ask: (path: string, question: { timeoutMs: number }) => Promise<Answer>,
  path: string,
): Viewer {
  const watched: Watched = { playedSeconds: 0, stalledSeconds: 0, missed: 0, wrong: [] }
  const ended = new AbortController()
  let buffered = 0
  let last: number | null = null
  let highest = 0
  let at = performance.now()

  function tick(): void {
    const now = performance.now()
    const passed = (now - at) / 1000
    at = now
    if (last === null) return
    const shown = Math.min(passed, buffered)
    buffered -= shown
    watched.playedSeconds += shown
    watched.stalledSeconds += passed - shown
  }

  async function load({ sequence, seconds, uri }: Segment): Promise<boolean> {
    const { pathname, search } = new URL(uri, `https://stream${path}`)
    const answer = await ask(pathname + search, { timeoutMs: TIMEOUT_MS })
    if (answer.status !== 200) return false
    const { body } = answer
    if (body.length === 0 || body.length % 188 !== 0 || body[0] !== 'G')
      watched.wrong.push(`segment ${sequence} has ${body.length} bytes`)
    if (last !== null) watched.missed += sequence - last - 1
    tick()
    last = sequence
    buffered += seconds
    return true
  }

  async function look(): Promise<void> {
    const { status, body } = await ask(path, { timeoutMs: TIMEOUT_MS })
    if (status !== 200) return
    const listed = segmentsOf(body)
    const newest = listed.at(-1)?.sequence ?? 0
    if (newest < highest) watched.wrong.push(`from segment ${highest} back to ${newest}`)
    highest = Math.max(highest, newest)
    const from = last ?? newest - BEHIND
    for (const segment of listed.filter(({ sequence }) => sequence > from))
      if (!(await load(segment))) return
  }

  const watching = (async () => {
    while (!ended.signal.aborted) {
      await look().catch(() => undefined)
      tick()
      await delay(250, undefined, { signal: ended.signal }).catch(() => undefined)
    }
  })()

  return {
    watched() {
      tick()
      return structuredClone(watched)
    },
    async stop() {
      ended.abort()
      await watching
    },
  }
}

function segmentsOf(playlist: string): Segment[] {
  let sequence = Number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(playlist)?.[1] ?? 0)
  let seconds = 0
  const found: Segment[] = []
  for (const line of playlist.split('\n').map((text) => text.trim())) {
    if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(line.slice(8))
    if (line !== '' && !line.startsWith('#')) {
      found.push({ sequence, seconds, uri: line })
      sequence += 1
    }
  }
  return found
}
