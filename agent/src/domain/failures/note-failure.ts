import type { ChannelSpec, HostSettings, Reason, SourceId } from '@cashbacktv/contract'
import type { Action, ChannelMemory, Moment } from '../reconcile/world.ts'
import { blameSource, isEverySourceFatal, isTrusted } from '../sources/sources.ts'
import { decideRestart, failureOf, recent, type Verdict } from './restart-policy.ts'

export type Noted = { memory: ChannelMemory; actions: readonly Action[] }

/** Counts a failure of a wanted channel: against its source, and towards its next try. */
export function noteFailure(
  memory: ChannelMemory,
  spec: ChannelSpec,
  sourceId: SourceId,
  reason: Reason,
  settings: HostSettings,
  moment: Moment,
): Noted {
  const { now, random } = moment
  const before = memory.sources
  const sources =
    before === null ? null : blameSource(before, spec, sourceId, reason, settings, now)
  const attempt = (memory.failure?.attempt ?? 0) + 1
  const encodingFailures = recent(
    reason.class === 'encoding' ? [...memory.encodingFailures, now] : memory.encodingFailures,
    settings,
    now,
  )
  const verdict = decideRestart(reason, { attempt, encodingFailures }, settings, now, random)
  const changed = sources !== null && before !== null && sources.activeId !== before.activeId
  const hope = sources !== null && isTrusted(sources, sources.activeId, now)
  const hopeless = sources === null || isEverySourceFatal(sources, spec)
  const failure = failureOf(
    reason,
    attempt,
    overrule(verdict, { spec, changed, hope, hopeless }, settings, now),
  )
  const said = failure.mode !== 'retry' && memory.failure?.mode !== failure.mode
  return {
    memory: { ...memory, sources, encodingFailures, failure },
    actions: said
      ? [{ kind: 'say', happening: { kind: 'gave-up', channelId: spec.id, reason } }]
      : [],
  }
}

type Prospect = { spec: ChannelSpec; changed: boolean; hope: boolean; hopeless: boolean }

/** Another source is worth a try at once, whatever the failure of this one was. */
function overrule(
  verdict: Verdict,
  prospect: Prospect,
  settings: HostSettings,
  now: number,
): Verdict {
  if (!prospect.spec.autoRestart) return { kind: 'giveUp' }
  if (prospect.changed && prospect.hope) return { kind: 'restart', at: now }
  if (verdict.kind === 'giveUp' && !prospect.hopeless) {
    return { kind: 'restart', at: now + settings.restartCooldownSeconds * 1000 }
  }
  return verdict
}
