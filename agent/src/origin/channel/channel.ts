import { join } from 'node:path'
import type {
  AirObservation,
  AudioOnAir,
  ChannelId,
  PastObservation,
  PlaybackGuard,
  PlayerReports,
  RunId,
} from '@cashbacktv/contract'
import { keepAllAudio } from '../audio/keep-all-audio.ts'
import { keepCues } from '../cues/keep-cues.ts'
import { observeBreaks } from '../cues/observe-breaks.ts'
import { type KeptAnchors, keepAnchors } from '../dash/keep-anchors.ts'
import type { ChannelObservation } from '../domain/channel/observation.ts'
import { type ChannelState, freshChannel, newestRun } from '../domain/channel/state.ts'
import { step } from '../domain/channel/step.ts'
import type { PlayerReport } from '../domain/cmcd.ts'
import { NOTHING_SAID } from '../domain/ladder/audio-media.ts'
import { isStarting } from '../domain/pacing.ts'
import type { Seal, SealUse } from '../domain/playback/seal.ts'
import type { Room } from '../domain/playback/viewer-room.ts'
import { gatherSessions } from '../domain/player-sessions.ts'
import { type Client, countViewers } from '../domain/viewers.ts'
import type { UsedNumbers } from '../domain/window.ts'
import type { Archive } from '../dvr/archive.ts'
import { type AskedPast, type PastPlaylists, pastPlaylists } from '../dvr/past-playlists.ts'
import { sealOf } from '../playback/sealed-path.ts'
import { readMedia } from '../playlists/read-media.ts'
import { type AskedLive, type Playlists, writePlaylists } from '../playlists/write-playlists.ts'
import type { OriginLog } from '../ports.ts'
import { followAir } from '../runs/follow-air.ts'
import { keepRunDates } from '../runs/keep-run-dates.ts'
import { watchRuns } from '../runs/watch-runs.ts'
import { keepSegments } from '../segments/retention.ts'
import { showSlate } from '../slate/show-slate.ts'
import type { SlateClips } from '../slate/slate-clips.ts'
import { keepSubtitles } from '../subtitles/keep-subtitles.ts'
import type { LetterReader } from '../subtitles/read-letters.ts'
import { keepWaiting } from '../viewers/keep-waiting.ts'
import { observeWindow } from './observe-window.ts'
import { type ChannelHands, performEffect } from './perform-effect.ts'
import { sweepChannel } from './sweep-channel.ts'
import { keepWindowFile } from './window-file.ts'

/** One channel as the origin publishes it. Everything is driven by `step`. */
export type OriginChannel = {
  channelId: ChannelId
  slug(): string | null
  /** What who asks is held to; null where everyone may watch. */
  guard(): PlaybackGuard | null
  isOnAir(): boolean
  /** How its recordings name segments, which they have as they are; null where everyone may watch. */
  recordingSeal(): Seal | null
  /** A public playlist; `query` is what those are asked for with that it leads to. */
  playlist(asked: Omit<AskedLive, 'seal'>): ReturnType<Playlists['of']>
  /** The same of what was on air before; null where nothing is kept. */
  past(
    asked: Pick<AskedPast, 'name' | 'format' | 'range' | 'query'>,
  ): ReturnType<PastPlaylists['of']> | null
  /** What players are told of its audio. */
  audio(): AudioOnAir
  /** Newest run that is on air, for its thumbnail and newest segment. */
  newest(): { runId: RunId; segment: string | null } | null
  viewer(client: Client, now: number, how?: { bySegment?: boolean }): void
  /**
   * Answers one that came while the channel was starting, and has all that is listed, once there is more, or
   * when it would ask again (RFC 8216 6.3.4): half a target duration later, of which it has nothing left. False
   * where others are to be answered at once.
   */
  awaitNext(client: Client, answer: () => void): boolean
  /** Whether this one watches, and whether there is room for one more of its network. */
  watching(client: Client, now: number): { isWatching: boolean; room: Room }
  sent(bytes: number): void
  /** What a player said of itself as it asked for something of the channel. */
  player(report: PlayerReport, at: number, path: string): void
  observe(now: number): AirObservation
  /** Looks at what is new and publishes what is due. */
  step(now: number): ChannelTurn
}

/** When a channel wants its next step, whether a viewer waits for that, and whether it is no more. */
export type ChannelTurn = { nextAt: number; hurried: boolean; gone: boolean }

export type ChannelOptions = {
  mediaDir: string
  channelId: ChannelId
  clips: SlateClips
  letters: LetterReader
  /** What an earlier origin said of its numbers; null when nothing is known. */
  used: UsedNumbers | null
  archive: Archive
  /** Where that has its files. */
  archiveFolder: string
  /** Milliseconds since 1970, as the host has it now. */
  wall(): number
  log: OriginLog
}

/** Does what the steps of a channel ask for; what to do is decided there. */
export function openChannel(options: ChannelOptions): OriginChannel {
  const { channelId, clips } = options
  const viewers = countViewers()
  const waiting = keepWaiting()
  const sessions = gatherSessions()
  let state = freshChannel(clips.known(channelId))
  /** Of what was asked for in the background. */
  let news: ChannelObservation[] = []
  let gone = false
  let sentBytes = 0
  const hands = handsOf(options, {
    onNews: (observation) => void news.push(observation),
    onGone() {
      gone = true
    },
  })
  const { file, audio, archive } = hands
  const playlists = writePlaylists(readMedia(hands.runsFolder), anchorsOf(options))
  const past = pastPlaylists(archive, readMedia(options.archiveFolder))
  const sweep = sweepChannel(hands)

  function turn(now: number): ChannelTurn {
    const before = state.broadcast?.window
    let seen: readonly ChannelObservation[] = [{ kind: 'woken' }, ...news]
    news = []
    for (;;) {
      const next = step(state, seen, now)
      state = next.state
      seen = next.effects.flatMap((effect) => performEffect(hands, effect, now) ?? [])
      if (seen.length > 0) continue
      sweep(state, gone, now)
      if (state.broadcast?.window !== before) waiting.release()
      return { nextAt: next.nextAt, hurried: next.hurried, gone }
    }
  }

  const seal = () => sealFor(state, ({ encrypted }) => (encrypted ? 'encrypted' : 'viewers'))
  const mostViewers = () => state.wish?.playback?.mostViewers ?? null
  const countAt = (now: number) => viewers.count(now, targetSecondsOf(state))

  return {
    channelId,
    slug: () => state.wish?.slug ?? null,
    guard: () => state.wish?.playback ?? null,
    isOnAir: () => state.wish?.onAir ?? false,
    recordingSeal: () => sealFor(state, () => 'recordings'),
    playlist: (asked) => playlists.of(state, { ...asked, seal: seal() }),
    past: (asked) => askPast(past, state, { ...asked, channelId, seal: seal() }),
    audio: () => state.wish?.audio ?? NOTHING_SAID,
    newest: () => newestRun(state),
    viewer(client, now, { bySegment = false } = {}) {
      // There a segment says nothing of who signed its address, and so not whose place it is.
      if (bySegment && state.wish?.playback?.signed && !viewers.has(client)) return
      viewers.seen(client, now, { isEarly: isStartingNow(state), most: mostViewers() })
    },
    awaitNext: (client, answer) =>
      viewers.cameEarly(client) && waiting.add(answer, targetSecondsOf(state) * 500),
    watching(client, now) {
      countAt(now)
      return { isWatching: viewers.has(client), room: viewers.room(client, mostViewers()) }
    },
    sent(bytes) {
      sentBytes += bytes
    },
    player: sessions.heard,
    observe: (now) => ({
      ...observeWindow(state.wish, state.broadcast),
      lastPublishedAt: file.lastPublishedAt(),
      viewers: countAt(now),
      sentBytes,
      ...playersOf(sessions.observe(now)),
      ...audio.observe(),
      ...observeBreaks(state, hands.cues.lost()),
      ...pastOf(archive.past.observe()),
    }),
    step: turn,
  }
}

function askPast(
  past: PastPlaylists,
  { wish, broadcast }: ChannelState,
  asked: Omit<AskedPast, 'live' | 'cues' | 'audio'>,
): ReturnType<PastPlaylists['of']> | null {
  if (!wish?.dvrWindowSeconds) return null
  const live = wish.onAir ? (broadcast?.window ?? null) : null
  return past.of({ ...asked, live, cues: wish.cues, audio: wish.audio })
}

function sealFor({ wish }: ChannelState, use: (guard: PlaybackGuard) => SealUse): Seal | null {
  const guard = wish?.playback
  return guard ? sealOf(guard.key, Date.now(), use(guard)) : null
}

function targetSecondsOf({ broadcast }: ChannelState): number {
  return broadcast?.window.targetDurationSeconds ?? 2
}

function isStartingNow({ broadcast }: ChannelState): boolean {
  return broadcast !== null && isStarting(broadcast.pace)
}

function playersOf(players: PlayerReports | null): Pick<AirObservation, 'players'> {
  return players === null ? {} : { players }
}

function pastOf(past: PastObservation | null): Pick<AirObservation, 'past'> {
  return past === null ? {} : { past }
}

function anchorsOf({ mediaDir, channelId }: ChannelOptions): KeptAnchors {
  return keepAnchors(join(mediaDir, channelId, 'periods.json'))
}

function handsOf(
  { mediaDir, channelId, clips, letters, used, archive, wall, log }: ChannelOptions,
  on: Pick<ChannelHands, 'onNews' | 'onGone'>,
): ChannelHands {
  const folder = join(mediaDir, channelId)
  const runsFolder = join(folder, 'runs')
  return {
    channelId,
    runsFolder,
    clips,
    log,
    air: followAir(join(folder, 'air.json')),
    file: keepWindowFile({ path: join(folder, 'window.json'), channelId, used, log }),
    retention: keepSegments(folder),
    audio: keepAllAudio({ folder, channelId, log }),
    runs: watchRuns(runsFolder),
    dates: keepRunDates({ path: join(folder, 'dates.json'), channelId, wall, log }),
    cues: keepCues(runsFolder, channelId, log),
    subtitles: keepSubtitles(runsFolder, channelId, letters, log),
    showSlate: showSlate({ runsFolder, channelId, log }),
    archive,
    ...on,
  }
}
