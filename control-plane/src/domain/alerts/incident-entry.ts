import type { WrittenEntry } from '@cashbacktv/db'
import { type StoredAlert, sayRule, subjectOf, told } from './incident-view.ts'

/** What is written into the timeline of an incident for an alert that was raised. */
export function alertEntry(alert: StoredAlert): WrittenEntry {
  const { rule, severity } = alert
  const said = told(sayRule(rule, alert.subjectName))
  return { kind: 'raised', rule, severity, subject: subjectOf(alert), said }
}

export function clearedEntry(alert: StoredAlert): WrittenEntry {
  const { rule, healing } = alert
  return { kind: 'cleared', rule, subject: subjectOf(alert), healing: healing ?? 'itself' }
}
