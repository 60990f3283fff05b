import type { LogLine } from '@cashbacktv/contract'

import { fold } from '../../../shared/domain/fold.ts'

export type LogLevel = LogLine['level']

/** From the quietest to the loudest choice; each shows its own level and all that are worse. */
export const LOG_FLOORS = ['debug', 'info', 'warning', 'error'] as const
export type LogFloor = (typeof LOG_FLOORS)[number]

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warning: 2, error: 3, fatal: 4 }

/** The lines at least as bad as `floor` that hold every word of the search, whatever their case. */
export function filterLog(
  lines: readonly LogLine[],
  { floor, search }: { floor: LogFloor; search: string },
): LogLine[] {
  const words = fold(search).split(/\s+/).filter(Boolean)
  return lines.filter(({ level, text }) => {
    if (RANK[level] < RANK[floor]) return false
    const folded = fold(text)
    return words.every((word) => folded.includes(word))
  })
}
