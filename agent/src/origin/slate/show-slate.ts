import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ChannelId, RunId } from '@cashbacktv/contract'
import { writeLadder } from '../../files/ladder-file.ts'
import { SLATE_RUN_PREFIX } from '../domain/broadcast.ts'
import type { NextSlate, ShownSlate } from '../domain/channel/observation.ts'
import { audioFile, runFile, type SlotLadder, subtitleFile } from '../domain/ladder/slot-files.ts'
import { EMPTY_VTT } from '../domain/subtitles/web-vtt.ts'
import type { OriginLog } from '../ports.ts'
import { writeText } from '../subtitles/keep-subtitles.ts'

type SlateOptions = { runsFolder: string; channelId: ChannelId; log: OriginLog }

/**
 * Puts segments of a slate where players get them, by links to the clip. Null when that cannot be
 * done, which leaves the channel without a slate; said once an outage.
 */
export function showSlate({
  runsFolder,
  channelId,
  log,
}: SlateOptions): (slate: NextSlate) => ShownSlate | null {
  let failing = false

  /** Nobody speaks: its files of subtitles have none. */
  function withSubtitles(
    ladder: SlotLadder,
    { subtitles, file }: NextSlate,
    runId: RunId,
  ): SlotLadder {
    if (subtitles.length === 0) return ladder
    const written = subtitles.map((name) => ({
      name,
      bytes: writeText(join(runsFolder, runId, subtitleFile(file, name)), EMPTY_VTT),
    }))
    return { ...ladder, subtitles: written.filter(({ bytes }) => bytes > 0) }
  }

  return (slate) => {
    const { runId: begun, file, slot, durationSeconds, first, dueAt } = slate
    const runId = begun ?? newSlateRun()
    try {
      if (begun === null && slot.ladder) {
        announce(join(runsFolder, runId), slot.ladder, slate.subtitles)
      }
      for (const [from, to] of linksOf(slate)) {
        const target = join(runsFolder, runId, to)
        mkdirSync(dirname(target), { recursive: true })
        linkSync(join(slate.folder, from), target)
      }
      failing = false
      const whole = slot.ladder ? { ladder: withSubtitles(slot.ladder, slate, runId) } : {}
      return { segment: { runId, file, ...slot, ...whole, durationSeconds, first }, dueAt }
    } catch (error) {
      if (!failing) log.warn({ channelId, why: String(error) }, 'The slate cannot be shown')
      failing = true
      return null
    }
  }
}

/** What a later origin has to know of the folder. */
function announce(
  folder: string,
  { renditions, audio }: SlotLadder,
  subtitles: readonly string[],
): void {
  mkdirSync(folder, { recursive: true })
  const without = subtitles.map((name) => ({ name, file: null, page: null, language: null }))
  writeLadder(folder, {
    renditions: renditions.map(({ name }) => name),
    hasAudio: audio !== null,
    ...(without.length === 0 ? {} : { subtitles: without }),
  })
}

/** Files below the folder of the clip, and what they are called below that of the run. */
function linksOf({ from, file, slot: { ladder } }: NextSlate): [from: string, to: string][] {
  if (ladder === undefined) return [[from, file]]
  const pictures = ladder.renditions.map(({ name }): [string, string] => {
    return [runFile(name, from), runFile(name, file)]
  })
  return ladder.audio === null ? pictures : [...pictures, [audioFile(from), audioFile(file)]]
}

function newSlateRun(): RunId {
  return RunId.parse(`${SLATE_RUN_PREFIX}${randomBytes(12).toString('hex')}`)
}
