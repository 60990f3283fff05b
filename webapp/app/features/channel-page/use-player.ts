import { SLATE_CLASS } from '@cashbacktv/contract/slate-class'
import type Hls from 'hls.js'
import type { LevelDetails } from 'hls.js'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type PastTimeline, timelineOf } from './domain/past-marks.ts'

export type PlayerState = 'loading' | 'playing' | 'failed'
const RETRY_MS = 3000
/** What the player says of itself with each request (CMCD): what the analytics are made of, and no more. */
const REPORTED = ['sid', 'ot', 'd', 'bl', 'bs', 'su', 'mtp', 'pr'] as const

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
      timer ??= setTimeout(() => setAttempt((count) => count + 1), RETRY_MS)
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
    void attach(video, address, {
      fail,
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

type Listener = {
  fail: () => void
  /** Once it is known what there is to be played. */
  onPlayer: (player: Hls, sizes: readonly PlayerSize[]) => void
  /** Once it is known what there is to be heard, and which is. */
  onAudio: (audios: readonly PlayerAudio[], heard: number) => void
  /** Once it is known what there is to be read. */
  onSubtitles: (subtitles: readonly PlayerSubtitles[]) => void
  /** Each time that the playlist has been read. */
  onTimeline: (timeline: PastTimeline | null, playlist: string) => void
  /** Aborted once another address is played in the same element. */
  gone: AbortSignal
}

/** hls.js is asked first: browsers say "maybe" to HLS that they cannot play. */
async function attach(
  video: HTMLVideoElement,
  address: string,
  listener: Listener,
): Promise<() => void> {
  const { default: Player } = await import('hls.js')
  // A player that comes too late would take the element from its successor, and then let go of it.
  if (listener.gone.aborted) return () => undefined
  if (Player.isSupported()) return attachHls(Player, video, address, listener)
  const { fail } = listener
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
  { fail, onPlayer, onAudio, onSubtitles, onTimeline }: Listener,
): () => void {
  const player = new Player({
    backBufferLength: 30,
    cmcd: { includeKeys: [...REPORTED] },
    // Date ranges are read from the playlist; for cues it would load a text track from a data address.
    enableDateRangeMetadataCues: false,
  })
  let recovered = false
  player.on(Player.Events.ERROR, (_event, { fatal, type }) => {
    if (!fatal) return
    if (type === Player.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true
      player.recoverMediaError()
    } else fail()
  })
  player.on(Player.Events.MANIFEST_PARSED, (_event, { levels }) => {
    onPlayer(player, levels.length < 2 ? [] : sizesOf(levels))
  })
  player.on(Player.Events.AUDIO_TRACKS_UPDATED, (_event, { audioTracks }) => {
    const audios = audioTracks.map(({ id, name }) => ({ id, name }))
    onAudio(audios.length < 2 ? [] : audios, player.audioTrack)
  })
  player.on(Player.Events.SUBTITLE_TRACKS_UPDATED, (_event, { subtitleTracks }) => {
    onSubtitles(subtitleTracks.map(({ id, name }) => ({ id, name })))
  })
  player.on(Player.Events.LEVEL_UPDATED, (_event, { details }) => {
    onTimeline(timelineOf(details.fragments, slatesOf(details)), details.url)
  })
  player.loadSource(address)
  player.attachMedia(video)
  // Refused only where even muted playback needs a click; the controls are there for it.
  void video.play().catch(() => undefined)
  return () => player.destroy()
}

function slatesOf({ dateRanges }: LevelDetails) {
  return Object.values(dateRanges).flatMap((range) => {
    if (range?.class !== SLATE_CLASS) return []
    return { from: range.startDate.getTime(), to: range.endDate?.getTime() ?? null }
  })
}

function sizesOf(levels: readonly { height: number; bitrate: number }[]): PlayerSize[] {
  return levels
    .map(({ height, bitrate }, level) => ({ level, height, kbps: Math.round(bitrate / 1000) }))
    .toSorted((a, b) => b.height - a.height)
}
