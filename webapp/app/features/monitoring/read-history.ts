import type { HistoryRange } from '@cashbacktv/contract'
import { browserApi } from '../../shared/browser-api.ts'
import type { HistorySubject } from './domain/history-courses.ts'

type Input = { subject: HistorySubject; range: HistoryRange }

/** The figures of a range, ending now. */
export async function readHistory({ subject, range }: Input, signal: AbortSignal) {
  const history = await browserApi.monitoring.history.query(inputOf(subject, range), { signal })
  return { ...history, endMs: Date.parse(history.until) }
}

function inputOf(subject: HistorySubject, range: HistoryRange) {
  return subject === 'all' ? { range } : { ...subject, range }
}
