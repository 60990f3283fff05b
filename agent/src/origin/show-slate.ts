import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AirFile, ChannelId, RunId } from '@cashbacktv/contract'
import {
  type Broadcast,
  hasLive,
  isSlate,
  type Published,
  publishSlate,
  SLATE_RUN_PREFIX,
} from './domain/broadcast.ts'
import { slateDueAt } from './domain/slate.ts'
import type { Window } from './domain/window.ts'
import type { SlateClip } from './encode-slate.ts'
import type { OriginLog } from './ports.ts'
import type { SlateClips } from './slate-clips.ts'

/** The slate of one channel. */
export type Slate = {
  /** When its next segment is due, in milliseconds; null when none is. */
  dueAt(wanted: AirFile, broadcast: Broadcast): number | null
  /** Puts the next one on air when it is due; null when none is or when it cannot be. */
  publish(wanted: AirFile, broadcast: Broadcast, keep: number, now: number): Published | null
  /** Has the clip made for what is on air, once a run and wish, long before it is needed. */
  prepare(wanted: AirFile, window: Window): void
}

type SlateOptions = { runsFolder: string; channelId: ChannelId; clips: SlateClips; log: OriginLog }

export function showSlate({ runsFolder, channelId, clips, log }: SlateOptions): Slate {
  let clip: SlateClip | null = clips.known(channelId)
  let preparedFor = ''
  let shown: { runId: RunId; count: number } | null = null
  let failing = false

  function dueAt(wanted: AirFile, broadcast: Broadcast): number | null {
    const { window, pace } = broadcast
    const last = window.segments.at(-1)
    return slateDueAt({
      ready: wanted.slate.enabled && clip !== null,
      waiting: hasLive(broadcast, wanted.hls.segmentSeconds),
      showing: isSlate(last),
      anchor: last === undefined ? null : pace.anchor,
      lastDurationSeconds: last?.durationSeconds ?? 0,
      targetDurationSeconds: window.targetDurationSeconds,
    })
  }

  function publish(wanted: AirFile, broadcast: Broadcast, keep: number, now: number) {
    const due = dueAt(wanted, broadcast)
    if (due === null || due > now || clip === null) return null
    const isOn = isSlate(broadcast.window.segments.at(-1))
    if (!isOn || shown === null) shown = { runId: newSlateRun(), count: 0 }
    const at = shown.count % clip.segments.length
    const segment = clip.segments[at]
    const file = `${String(shown.count).padStart(8, '0')}.ts`
    if (segment === undefined || !link(join(clip.folder, segment.file), shown.runId, file))
      return null
    const { runId } = shown
    shown.count++
    const { durationSeconds } = segment
    // After an absence of ours the pace starts anew: a slate has nothing to catch up with.
    const startAt = now - due > 1000 ? now : due
    return publishSlate(broadcast, { runId, file, durationSeconds, first: at === 0 }, keep, startAt)
  }

  /** A clip that cannot be linked leaves the channel without a slate; said once an outage. */
  function link(from: string, runId: RunId, file: string): boolean {
    try {
      mkdirSync(join(runsFolder, runId), { recursive: true })
      linkSync(from, join(runsFolder, runId, file))
      failing = false
      return true
    } catch (error) {
      if (!failing) log.warn({ channelId, why: String(error) }, 'The slate cannot be shown')
      failing = true
      return false
    }
  }

  return {
    dueAt,
    publish,
    prepare({ name, slate, hls }, { segments }) {
      const last = segments.at(-1)
      if (last === undefined || isSlate(last) || !slate.enabled) return
      const runId = last.path.split('/', 1)[0]
      const wanted = JSON.stringify([runId, name, slate, hls.segmentSeconds])
      if (wanted === preparedFor) return
      preparedFor = wanted
      const wish = { channelId, title: name, language: slate.language, picture: slate.picture }
      const { segmentSeconds } = hls
      clips.prepare({ ...wish, segmentSeconds, segment: join(runsFolder, last.path) }, (made) => {
        clip = made
      })
    },
  }
}

function newSlateRun(): RunId {
  return `${SLATE_RUN_PREFIX}${randomBytes(12).toString('hex')}` as RunId
}
