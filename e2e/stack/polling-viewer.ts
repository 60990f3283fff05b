import { setTimeout as delay } from 'node:timers/promises'
import { readPlaylist } from './playlist.ts'

/** A viewer that asks for a media playlist ten times a second and gets whatever that lists anew. */
export type PollingViewer = {
  /** As its playlist has said. */
  targetSeconds(): number
  /** Addresses of the segments that it got, oldest first. */
  got(): string[]
  /** When it had the last of them whole, in milliseconds since 1970; 0 before the first. */
  lastGotAt(): number
  /** When it was answered 403 instead of the playlist for the first time; null until then. */
  refusedAt(): number | null
  /** Playlists that it was given after it had been refused one. */
  playlistsAfterRefusal(): number
  stop(): Promise<void>
}

export function startPollingViewer(url: string): PollingViewer {
  const [asked, got] = [new Set<string>(), [] as string[]]
  let [targetSeconds, lastGotAt, playlistsAfterRefusal] = [0, 0, 0]
  let refusedAt: number | null = null
  let isStopped = false

  async function look(): Promise<void> {
    const answer = await fetch(url)
    const text = await answer.text()
    if (answer.status === 403) refusedAt ??= Date.now()
    if (!answer.ok) return
    if (refusedAt !== null) playlistsAfterRefusal++
    const playlist = readPlaylist(text, url)
    targetSeconds = playlist.targetSeconds
    const fresh = playlist.segments.filter((segment) => !asked.has(segment.url))
    for (const segment of fresh) {
      asked.add(segment.url)
      const { ok } = await load(segment.url)
      if (!ok) continue
      got.push(segment.url)
      lastGotAt = Date.now()
    }
  }

  const ended = (async () => {
    while (!isStopped) {
      await look()
      await delay(100)
    }
  })()
  // Said where it is stopped.
  ended.catch(() => {})
  return {
    targetSeconds: () => targetSeconds,
    got: () => [...got],
    lastGotAt: () => lastGotAt,
    refusedAt: () => refusedAt,
    playlistsAfterRefusal: () => playlistsAfterRefusal,
    stop: () => {
      isStopped = true
      return ended
    },
  }
}

async function load(url: string): Promise<{ ok: boolean }> {
  const answer = await fetch(url)
  const { byteLength } = await answer.arrayBuffer()
  return { ok: answer.ok && byteLength > 0 }
}
