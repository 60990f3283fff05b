import { join } from 'node:path'
import type { ChannelId } from '@cashbacktv/contract'
import type { AllAudio } from '../audio/keep-all-audio.ts'
import type { CueKeeper } from '../cues/keep-cues.ts'
import type {
  ChannelEffect,
  ChannelObservation,
  NextSlate,
  ShownSlate,
} from '../domain/channel/observation.ts'
import type { Archive } from '../dvr/archive.ts'
import type { OriginLog } from '../ports.ts'
import type { AirFollower } from '../runs/follow-air.ts'
import type { RunDates } from '../runs/keep-run-dates.ts'
import type { RunsWatch } from '../runs/watch-runs.ts'
import type { Retention } from '../segments/retention.ts'
import type { SlateClips } from '../slate/slate-clips.ts'
import type { SubtitleKeeper } from '../subtitles/keep-subtitles.ts'
import { completeSlot } from './complete-slot.ts'
import { resumeChannel } from './resume-channel.ts'
import type { WindowKeeper } from './window-file.ts'

/** What the effects of one channel work on. */
export type ChannelHands = {
  channelId: ChannelId
  runsFolder: string
  air: AirFollower
  file: WindowKeeper
  retention: Retention
  audio: AllAudio
  runs: RunsWatch
  dates: RunDates
  cues: CueKeeper
  subtitles: SubtitleKeeper
  clips: SlateClips
  archive: Archive
  showSlate(slate: NextSlate): ShownSlate | null
  log: OriginLog
  /** Of what is done in the background. */
  onNews(observation: ChannelObservation): void
  onGone(): void
}

/** Does one thing that a step asks for; answers what was seen in doing it. */
export function performEffect(
  hands: ChannelHands,
  effect: ChannelEffect,
  now: number,
): ChannelObservation | null {
  const { channelId, runsFolder, file, retention, audio, runs } = hands
  switch (effect.kind) {
    case 'look-at-air':
      return { kind: 'air', air: hands.air.look() }
    case 'resume': {
      const resumption = { news: effect.air, file, runsFolder, retention, now }
      return { kind: 'resumed', broadcast: resumeChannel(resumption) }
    }
    case 'look-at-runs': {
      const changed = hands.dates.dated(effect.runIds, runs.look(effect.runIds))
      return { kind: 'runs', changed, cues: effect.hasCues ? hands.cues.look(changed) : [] }
    }
    case 'show-slate':
      return { kind: 'slate', shown: hands.showSlate(effect.slate) }
    case 'complete': {
      const found = effect.segments.map((one) => completeSlot(runsFolder, one, hands, now))
      return { kind: 'slots', found }
    }
    case 'retire':
      retention.retire(effect.path, effect.at)
      return null
    case 'off-air':
      audio.rest()
      runs.forget()
      hands.dates.forget()
      hands.cues.forget()
      hands.subtitles.forget()
      return null
    case 'write':
      file.save(effect.window)
      return null
    case 'archive':
      hands.archive.add(effect.window, effect.isOnlyRecorded)
      return null
    case 'tell-raised': {
      const { from, to } = effect
      const text = 'A segment is longer than the target duration: raised'
      hands.log.warn({ channelId, from, to }, text)
      return null
    }
    case 'prepare-slate': {
      const { wish } = effect
      const segments = wish.segments.map((one) => ({ ...one, path: join(runsFolder, one.path) }))
      hands.clips.prepare({ ...wish, channelId, segments }, (clip) => {
        hands.onNews({ kind: 'clip', clip })
      })
      return null
    }
    case 'clear':
      if (!retention.clear(effect.known, now)) return null
      hands.subtitles.forget()
      hands.archive.drop(hands.archive.hours())
      hands.onGone()
      return null
  }
}
