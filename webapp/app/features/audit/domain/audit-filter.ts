import type { AuditAction, AuditEntryView, ListAuditInput } from '@cashbacktv/contract'

/** How far back is looked; `all` is as far as entries are kept. */
export const AUDIT_RANGES = ['day', 'week', 'month', 'all'] as const
export type AuditRange = (typeof AUDIT_RANGES)[number]

const DAYS = { day: 1, week: 7, month: 30 } as const
const DAY_MS = 86_400_000

/** An entry as it comes to a page, where what was not there has become nothing. */
export type ShownEntry = Omit<AuditEntryView, 'changed' | 'detail'> & {
  /** The action of an entry that is of no form this version knows. */
  written?: string
  changed: Record<string, { before?: unknown; after?: unknown }>
  detail: Record<string, unknown>
}

/** As the address of the page says it, blanks and all. */
export type AuditFilter = {
  who: string
  action: string
  text: string
  address: string
  range: AuditRange
}

export function auditFilter(params: URLSearchParams): AuditFilter {
  const of = (name: string) => (params.get(name) ?? '').trim().slice(0, 200)
  const range = AUDIT_RANGES.find((known) => known === params.get('range')) ?? 'month'
  return {
    who: of('who'),
    action: of('action'),
    text: of('text'),
    address: of('address').slice(0, 64),
    range,
  }
}

type Input = Omit<ListAuditInput, 'limit'>

/** What is asked of the API; `actions` are those that there are. */
export function auditInput(
  { who, action, text, address, range }: AuditFilter,
  actions: readonly AuditAction[],
  now: number,
): Input {
  const known = actions.find((one) => one === action)
  const from = range === 'all' ? null : new Date(now - DAYS[range] * DAY_MS).toISOString()
  return {
    ...(who ? { who } : {}),
    ...(known ? { action: known } : {}),
    ...(text ? { text } : {}),
    ...(address ? { address } : {}),
    ...(from ? { from } : {}),
  }
}

/** The address of the page that shows so; what is as it is without saying so is left out. */
export function auditQuery(filter: AuditFilter, more: Record<string, string> = {}): string {
  const { range, ...texts } = filter
  const said = Object.entries(texts).filter(([, value]) => value !== '')
  const params = new URLSearchParams([
    ...said,
    ...(range === 'month' ? [] : [['range', range]]),
    ...Object.entries(more),
  ])
  return params.size === 0 ? '' : `?${params}`
}

/** The deed as it was written down, also where its form is not known. */
export function deedOf({ action, written }: ShownEntry): string {
  return written ?? action
}

/** A value of before or after, as a line that a person can read. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
