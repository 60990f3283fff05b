import { type HostReport, type ReadableSource, redactText } from '@cashbacktv/contract'

/** The same value with the secrets of addresses hidden in every text of it, at every depth. */
export function redactTexts<T>(value: T, sources?: readonly ReadableSource[]): T
export function redactTexts(value: unknown, sources: readonly ReadableSource[] = []): unknown {
  if (typeof value === 'string') return isId(value) ? value : redactText(value, sources)
  if (Array.isArray(value)) return value.map((item) => redactTexts(item, sources))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      return [name, WORDS_OF_OURS.has(name) ? field : redactTexts(field, sources)]
    }),
  )
}

/** Fields whose values are from lists of ours. */
const WORDS_OF_OURS = new Set(['kind', 'class', 'code', 'condition', 'action'])

/** Ids and instants are most of what there is, and have no secrets. */
function isId(text: string): boolean {
  return /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)$/.test(text)
}

/** A report as it may be kept: hosts hide secrets themselves, by the rule of their release. */
export function redactReport(report: HostReport): HostReport {
  if (report.channels.every(({ reason }) => reason === null)) return report
  const channels = report.channels.map((channel) =>
    channel.reason ? { ...channel, reason: redactTexts(channel.reason) } : channel,
  )
  return { ...report, channels }
}
