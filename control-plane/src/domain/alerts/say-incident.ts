import { type AnyMessage, type IncidentCause, messageOf } from '@cashbacktv/contract'
import { isOfRecordings } from './cause-of.ts'
import { type StoredAlert, sayRule } from './incident-view.ts'

/** An incident in one sentence, while something of it is raised. `count`: channels that it has hit. */
export function sayIncident(
  cause: IncidentCause,
  raised: readonly StoredAlert[],
  count: number,
): AnyMessage {
  const worst = worstOf(raised)
  const own = worst ? sayRule(worst.rule, worst.subjectName) : messageOf('incident-quiet')
  switch (cause.kind) {
    case 'upstream': {
      const { address } = cause
      if (count === 1) return own
      const isBackedUp = raised.every(({ rule }) => rule === 'channel-on-backup')
      return isBackedUp
        ? messageOf('incident-upstream-backup', { address, count })
        : messageOf('incident-upstream', { address, count })
    }
    case 'destination': {
      const { address } = cause
      return count === 1 ? own : messageOf('incident-destination', { address, count })
    }
    case 'machine': {
      const { name } = cause
      const ofHost = worstOf(raised.filter(({ subjectKind }) => subjectKind === 'host'))
      if (ofHost?.rule === 'host-two-agents') return sayRule(ofHost.rule, ofHost.subjectName)
      return ofHost?.rule === 'host-silent'
        ? messageOf('incident-machine-silent', { name, count })
        : messageOf('incident-machine-away', { name, count })
    }
    case 'resource': {
      const { name } = cause
      const isRecorded = raised.every(({ rule }) => isOfRecordings(rule))
      return name !== null && isRecorded && count > 1
        ? messageOf('incident-recordings', { name, count })
        : own
    }
    case 'channel':
      return own
  }
}

/** What is critical first, and of these the newest. */
function worstOf(alerts: readonly StoredAlert[]): StoredAlert | undefined {
  let worst: StoredAlert | undefined
  for (const alert of alerts) if (!worst || isWorse(alert, worst)) worst = alert
  return worst
}

function isWorse(a: StoredAlert, b: StoredAlert): boolean {
  const isCritical = a.severity === 'critical'
  if (isCritical !== (b.severity === 'critical')) return isCritical
  return a.raisedAt > b.raisedAt
}
