import type { HostReport, HostView } from '@cashbacktv/contract'

/**
 * Reports come each second. Without one for so long nothing is known of a host any more: it may be
 * frozen or cut off, and its channels may well be on air. A busy machine misses a few of them.
 */
export const SILENT_AFTER_MS = 8000

/** The last word of a host: its hello as it was stored, or the report that came since. */
export function lastWord(stored: Date | null, report: HostReport | undefined): Date | null {
  const reported = report ? new Date(report.at) : null
  if (!stored || !reported) return stored ?? reported
  return stored > reported ? stored : reported
}

/** What the silence of a host since its last word means. */
export function linkOf(lastSeenAt: Date | null, now: Date): HostView['link'] {
  if (!lastSeenAt) return 'never'
  return now.getTime() - lastSeenAt.getTime() < SILENT_AFTER_MS ? 'connected' : 'unknown'
}
