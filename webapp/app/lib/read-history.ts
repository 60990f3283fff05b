import type { History, HistoryRange, HistorySubject } from '../domain/history-courses.ts'
import { browserApi } from './browser-api.ts'

type Input = { subject: HistorySubject; range: HistoryRange }
type HistoryApi = {
  monitoring: {
    history: { query(input: Input, options: { signal: AbortSignal }): Promise<History> }
  }
}

/** The figures of a range, ending now. */
export async function readHistory(input: Input, signal: AbortSignal) {
  const api = browserApi as unknown as HistoryApi
  const history = await api.monitoring.history.query(input, { signal })
  return { ...history, endMs: Date.now() }
}
