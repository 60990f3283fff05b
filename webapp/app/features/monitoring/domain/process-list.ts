import { collatorOf } from '../../../shared/domain/collate.ts'
import { fold } from '../../../shared/domain/fold.ts'

export const PROCESS_COLUMNS = [
  'channelName',
  'hostName',
  'pid',
  'cpuPercent',
  'memoryBytes',
  'fps',
  'speed',
  'outputBitrateKbps',
  'droppedFrames',
  'uptimeSeconds',
] as const
export type ProcessColumn = (typeof PROCESS_COLUMNS)[number]
export type ProcessRow = {
  channelId: string
  channelName: string
  hostName: string | null
  pid: number
} & Record<Exclude<ProcessColumn, 'channelName' | 'hostName' | 'pid'>, number | null>
export type ProcessQuery = { sort: ProcessColumn; descending: boolean; filter: string }

/** Reads the query of an address; the busiest come first unless something else is asked for. */
export function readProcessQuery(params: URLSearchParams): ProcessQuery {
  const sort = PROCESS_COLUMNS.find((column) => column === params.get('sort')) ?? 'cpuPercent'
  const given = params.get('order')
  return {
    sort,
    descending: given ? given === 'desc' : sort !== 'channelName' && sort !== 'hostName',
    filter: (params.get('filter') ?? '').slice(0, 200),
  }
}

/** The processes asked for, in order. What is unknown comes last either way. */
export function selectProcesses<R extends ProcessRow>(
  rows: readonly R[],
  query: ProcessQuery,
  language: string,
): R[] {
  const order: Order = { direction: query.descending ? -1 : 1, names: collatorOf(language) }
  const words = fold(query.filter).split(/\s+/).filter(Boolean)
  return rows
    .filter(({ channelName, hostName, pid }) => {
      const text = fold(`${channelName} ${hostName ?? ''} ${pid}`)
      return words.every((word) => text.includes(word))
    })
    .toSorted((a, b) => compare(a[query.sort], b[query.sort], order))
}

type Cell = string | number | null
type Order = { direction: 1 | -1; names: Intl.Collator }

function compare(a: Cell, b: Cell, { direction, names }: Order): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  if (typeof a === 'string' || typeof b === 'string') {
    return names.compare(String(a), String(b)) * direction
  }
  return (a - b) * direction
}
