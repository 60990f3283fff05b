import { type ChannelSpec, type Reason, reasonOf } from '@cashbacktv/contract'
import type { ChannelSituation } from '../reconcile/channel-pass.ts'
import type { Step } from '../reconcile/fold-rules.ts'
import type { Action, ChannelMemory, Run } from '../reconcile/world.ts'
import type { Health } from '../runs/health.ts'
import { countFailure } from './count-failure.ts'

type Sickness = Exclude<Health, { lookAgainAt: number }>

/** A run that brings nothing, or too much, is stopped, and counts as a failure. */
export function giveUpOn(
  memory: ChannelMemory,
  situation: ChannelSituation & { spec: ChannelSpec },
  run: Run,
  sickness: Sickness,
): Step {
  const reason = run.trouble?.reason ?? reasonFor(sickness)
  const stop: Action = { kind: 'stop', runId: run.runId, why: sickness.kind }
  const failed = countFailure(memory, situation, run, reason)
  return { ...failed, actions: [...stallActions(run, sickness), stop, ...(failed.actions ?? [])] }
}

function stallActions({ channelId, runId }: Run, sickness: Sickness): Action[] {
  if (sickness.kind === 'too-large') return []
  const silentSeconds =
    sickness.kind === 'stalled' ? sickness.silentSeconds : sickness.waitedSeconds
  return [{ kind: 'say', happening: { kind: 'stalled', channelId, runId, silentSeconds } }]
}

function reasonFor(sickness: Sickness): Reason {
  switch (sickness.kind) {
    case 'stalled': {
      const seconds = Math.round(sickness.silentSeconds)
      return reasonOf('network', 'stalled', { seconds })
    }
    case 'no-start': {
      const seconds = Math.round(sickness.waitedSeconds)
      return reasonOf('network', 'no-first-segment', { seconds })
    }
    case 'too-large': {
      const [held, quota] = [megabytes(sickness.heldBytes), megabytes(sickness.quotaBytes)]
      return reasonOf('resource', 'media-quota', { held, quota })
    }
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000)
}
