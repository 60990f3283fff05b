import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type ChannelId, RunId } from '@cashbacktv/contract'
import { SLATE_RUN_PREFIX } from './domain/broadcast.ts'
import type { NextSlate, ShownSlate } from './domain/channel/observation.ts'
import type { OriginLog } from './ports.ts'

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
  return ({ from, runId: begun, file, durationSeconds, first, dueAt }) => {
    const runId = begun ?? newSlateRun()
    try {
      mkdirSync(join(runsFolder, runId), { recursive: true })
      linkSync(from, join(runsFolder, runId, file))
      failing = false
      return { segment: { runId, file, durationSeconds, first }, dueAt }
    } catch (error) {
      if (!failing) log.warn({ channelId, why: String(error) }, 'The slate cannot be shown')
      failing = true
      return null
    }
  }
}

function newSlateRun(): RunId {
  return RunId.parse(`${SLATE_RUN_PREFIX}${randomBytes(12).toString('hex')}`)
}
