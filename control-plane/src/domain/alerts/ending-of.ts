import type { Healing } from '@cashbacktv/contract'
import type { ChannelEntry, HostEntry } from '../fleet/fleet.ts'
import type { StoredAlert } from './incident-view.ts'
import type { RuleInForce } from './rules-in-force.ts'

/** When last, since an alert began, a person acted on a channel, and its source was switched. By channel. */
export type Acts = ReadonlyMap<string, { personAt: Date | null; switchedAt: Date | null }>

/** By the ids of subjects as they are stored. */
type AnyFleet = {
  hosts: ReadonlyMap<string, HostEntry>
  channels: ReadonlyMap<string, ChannelEntry>
}

/** How an alert that is raised no more came to its end. What only went away is not said to be healed. */
export function endingOf(
  alert: StoredAlert,
  rules: ReadonlyMap<string, RuleInForce>,
  { hosts, channels }: AnyFleet,
  acts: Acts,
): Healing {
  const { rule, subjectKind, subjectId } = alert
  const inForce = rules.get(rule)
  if (!inForce?.enabled) return 'rule-changed'
  if (subjectKind === 'host') {
    if (!hosts.has(subjectId)) return 'deleted'
    return rule === 'host-silent' || rule === 'origin-away' ? 'host-back' : 'itself'
  }
  const entry = channels.get(subjectId)
  if (!entry) return 'deleted'
  if (rule === 'recordings-lost') return 'past'
  if (rule === 'recordings-failing') return 'itself'
  if (entry.pulse.health.level === 'off') return 'unwanted'
  return healingOf(alert, inForce.id, acts)
}

const SOURCE_RULES: readonly RuleInForce['id'][] = [
  ...(['channel-dark', 'channel-slate', 'channel-unstable'] as const),
  ...(['channel-silence', 'channel-on-backup'] as const),
]

/** What was done last about a channel healed it; where nothing was, its source if that was to blame. */
function healingOf(
  { subjectId, reason }: StoredAlert,
  rule: RuleInForce['id'],
  acts: Acts,
): Healing {
  const { personAt = null, switchedAt = null } = acts.get(subjectId) ?? {}
  if (personAt && (!switchedAt || personAt > switchedAt)) return 'person'
  if (switchedAt && rule !== 'channel-on-backup') return 'source-switched'
  const isNetwork = reason === null || reason.class === 'network'
  return isNetwork && SOURCE_RULES.includes(rule) ? 'source-back' : 'itself'
}
