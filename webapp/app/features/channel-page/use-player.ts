import type Hls from 'hls.js'
import { type RefObject, useEffect, useState } from 'react'

export type PlayerState = 'loading' | 'playing' | 'failed'
const RETRY_MS = 3000
/** What the player says of itself with each request (CMCD): what the analytics are made of, and no more. */
const REPORTED = ['sid', 'ot', 'd', 'bl', 'bs', 'su', 'mtp', 'pr'] as const

/** Plays an HLS address in a video element while `active`, and begins again when it fails. */
export function usePlayer(
  ref: RefObject<HTMLVideoElement>,
  address: string,
  active: boolean,
): PlayerState {
  const [state, setState] = useState<PlayerState>('loading')
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is what begins again
  useEffect(() => {
    const video = ref.current
    if (!video || !active) return
    setState('loading')
    let stop: (() => void) | undefined
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const fail = () => {
      if (gone) return
      setState('failed')
      timer ??= setTimeout(() => setAttempt((count) => count + 1), RETRY_MS)
    }
    const playing = () => setState('playing')
    video.addEventListener('playing', playing)
    void attach(video, address, fail).then((detach) => {
      if (gone) detach()
      else stop = detach
    }, fail)
    return () => {
      gone = true
      clearTimeout(timer)
      video.removeEventListener('playing', playing)
      stop?.()
    }
  }, [ref, address, active, attempt])
  return state
}

/** hls.js is asked first: browsers say "maybe" to HLS that they cannot play. */
async function attach(
  video: HTMLVideoElement,
  address: string,
  fail: () => void,
): Promise<() => void> {
  const { default: Player } = await import('hls.js')
  if (Player.isSupported()) return attachHls(Player, video, address, fail)
  video.src = address
  video.addEventListener('error', fail)
  void video.play().catch(() => undefined)
  return () => {
    video.removeEventListener('error', fail)
    video.removeAttribute('src')
    video.load()
  }
}

function attachHls(
  Player: typeof Hls,
  video: HTMLVideoElement,
  address: string,
  fail: () => void,
): () => void {
  const player = new Player({ backBufferLength: 30, cmcd: { includeKeys: [...REPORTED] } })
  let recovered = false
  player.on(Player.Events.ERROR, (_event, { fatal, type }) => {
    if (!fatal) return
    if (type === Player.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true
      player.recoverMediaError()
    } else fail()
  })
  player.loadSource(address)
  player.attachMedia(video)
  // Refused only where even muted playback needs a click; the controls are there for it.
  void video.play().catch(() => undefined)
  return () => player.destroy()
}
