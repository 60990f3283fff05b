import type Hls from 'hls.js'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { attachPlayer } from './attach-player.ts'
import type { PastTimeline } from './domain/past-marks.ts'

export type PlayerState = 'loading' | 'playing' | 'failed'
const RETRY_MS = 3000
const another = (attempt: number) => attempt + 1

/** A size that the player can choose; `level` is what hls.js calls it. */
export type PlayerSize = { level: number; height: number; kbps: number }

/** Audio that the player can choose; `id` is what hls.js calls it. */
export type PlayerAudio = { id: number; name: string }

/** Subtitles that the player can show; `id` is what hls.js calls them. */
export type PlayerSubtitles = { id: number; name: string }

/** The player chooses by itself; of subtitles it shows none. */
export const BY_ITSELF = -1

export type Playing = {
  state: PlayerState
  /** The largest first; empty where there is one only, or where the browser plays by itself. */
  sizes: readonly PlayerSize[]
  chosen: number
  choose(level: number): void
  /** Empty where there is one only, or where the browser plays by itself. */
  audios: readonly PlayerAudio[]
  heard: number
  hear(id: number): void
  /** Empty where there are none, or where the browser plays by itself. */
  subtitles: readonly PlayerSubtitles[]
  read: number
  showSubtitles(id: number): void
  /** What there is to be seen, and when that was; null where the browser plays by itself. */
  timeline: PastTimeline | null
  /** Address of the playlist that this was read from. */
  playlist: string | null
  /** When what is seen was shown, ISO 8601; null where that is not known. */
  instant(): string | null
}

/** Plays an HLS address in a video element while `active`, and begins again when it fails. */
export function usePlayer(
  ref: RefObject<HTMLVideoElement>,
  address: string,
  active: boolean,
): Playing {
  const [state, setState] = useState<PlayerState>('loading')
  const [sizes, setSizes] = useState<readonly PlayerSize[]>([])
  const [chosen, setChosen] = useState(BY_ITSELF)
  const [timeline, setTimeline] = useState<PastTimeline | null>(null)
  const [playlist, setPlaylist] = useState<string | null>(null)
  const player = useRef<Hls | null>(null)
  const { audios, heard, hear, offerAudios } = useAudios(player)
  const { subtitles, read, showSubtitles, offerSubtitles } = useSubtitles(player)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is what begins again
  useEffect(() => {
    const video = ref.current
    if (!video || !active) return
    setState('loading')
    let stop: (() => void) | undefined
    const gone = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const fail = () => {
      if (gone.signal.aborted) return
      setState('failed')
      timer ??= setTimeout(() => setAttempt(another), RETRY_MS)
    }
    const playing = () => setState('playing')
    video.addEventListener('playing', playing)
    setSizes([])
    setChosen(BY_ITSELF)
    offerAudios([], 0)
    offerSubtitles([])
    setTimeline(null)
    const onPlayer = (next: Hls, found: readonly PlayerSize[]) => {
      player.current = next
      setSizes(found)
    }
    void attachPlayer(video, address, {
      fail,
      again: () => gone.signal.aborted || setAttempt(another),
      onPlayer,
      onAudio: offerAudios,
      onSubtitles: offerSubtitles,
      onTimeline(next, from) {
        setTimeline(next)
        setPlaylist(from)
      },
      gone: gone.signal,
    }).then((detach) => {
      stop = detach
    }, fail)
    return () => {
      gone.abort()
      player.current = null
      clearTimeout(timer)
      video.removeEventListener('playing', playing)
      stop?.()
    }
  }, [ref, address, active, attempt])
  return {
    state,
    sizes,
    chosen,
    audios,
    heard,
    subtitles,
    read,
    timeline,
    playlist,
    showSubtitles,
    hear,
    instant: () => player.current?.playingDate?.toISOString() ?? null,
    choose(level) {
      setChosen(level)
      if (player.current) player.current.nextLevel = level
    },
  }
}

/** What there is to be heard, and which is. */
function useAudios(player: { current: Hls | null }) {
  const [audios, setAudios] = useState<readonly PlayerAudio[]>([])
  const [heard, setHeard] = useState(0)
  return {
    audios,
    heard,
    hear(id: number) {
      setHeard(id)
      if (player.current) player.current.audioTrack = id
    },
    offerAudios(found: readonly PlayerAudio[], now: number) {
      setAudios(found)
      setHeard(now)
    },
  }
}

/** What there is to be read: nothing is, until somebody asks for it. */
function useSubtitles(player: { current: Hls | null }) {
  const [subtitles, setSubtitles] = useState<readonly PlayerSubtitles[]>([])
  const [read, setRead] = useState(BY_ITSELF)
  return {
    subtitles,
    read,
    showSubtitles(id: number) {
      setRead(id)
      if (player.current) player.current.subtitleTrack = id
    },
    offerSubtitles(found: readonly PlayerSubtitles[]) {
      setSubtitles(found)
      if (found.length === 0) setRead(BY_ITSELF)
    },
  }
}
