import { SLATE_CLASS } from '@cashbacktv/contract/slate-class'
import type Hls from 'hls.js'
import type { LevelDetails } from 'hls.js'
import { type PastTimeline, timelineOf } from './domain/past-marks.ts'
import type { PlayerAudio, PlayerSize, PlayerSubtitles } from './use-player.ts'

/** What the player says of itself with each request (CMCD): what the analytics are made of, and no more. */
const REPORTED = ['sid', 'ot', 'd', 'bl', 'bs', 'su', 'mtp', 'pr'] as const

type Listener = {
  /** It cannot be played now. */
  fail: () => void
  /** It has to be begun anew, at once. */
  again: () => void
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

/** Plays an address in an element; answers what lets go of it. hls.js is asked first: browsers say "maybe" to HLS that they cannot play. */
export async function attachPlayer(
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
  { fail, again, onPlayer, onAudio, onSubtitles, onTimeline }: Listener,
): () => void {
  const player = new Player({
    backBufferLength: 30,
    cmcd: { includeKeys: [...REPORTED] },
    // Date ranges are read from the playlist; for cues it would load a text track from a data address.
    enableDateRangeMetadataCues: false,
  })
  let recovered = false
  let played = false
  player.on(Player.Events.ERROR, (_event, { fatal, type, response }) => {
    if (!fatal) return
    // Its signed address is over: the next one is had from where this one came.
    if (played && response?.code === 403) again()
    else if (type === Player.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true
      player.recoverMediaError()
    } else fail()
  })
  player.on(Player.Events.FRAG_BUFFERED, () => {
    played = true
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
