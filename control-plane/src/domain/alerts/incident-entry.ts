import type { WrittenEntry } from '@cashbacktv/db'
import { type StoredAlert, sayRule, subjectOf, told } from './incident-view.ts'

/** What is written into the timeline of an incident for an alert that was raised. */
export function alertEntry(alert: StoredAlert): WrittenEntry {
  const { rule, severity } = alert
  const said = told(sayRule(rule, alert.subjectName))
  return { kind: 'raised', rule, severity, subject: subjectOf(alert), said }
}

/** An alert that is over; `wellSince` is null of one that was only taken away. */
export type ClearedAlert = StoredAlert & { wellSince: Date | null }

export function clearedEntry(alert: ClearedAlert): WrittenEntry {
  const { rule, healing, wellSince } = alert
  return {
    kind: 'cleared',
    rule,
    subject: subjectOf(alert),
    healing: healing ?? 'itself',
    ...(wellSince && { wellSince: wellSince.toISOString() }),
  }
}
