import {
  AlertTargetKind,
  DeliveryNews,
  IncidentCauseKind,
  IncidentEntry,
} from '@cashbacktv/contract'
import { alertTargets, deliveries, incidents } from '@cashbacktv/db'
import { and, inArray, type SQL, sql } from 'drizzle-orm'

/*
 * While instances are upgraded one by one, an older one finds what only a newer one knows. It leaves
 * that out and goes on: whoever wrote it shows and delivers it.
 */

export function isKnownIncident(): SQL | undefined {
  return inArray(sql<string>`${incidents.cause} ->> 'kind'`, IncidentCauseKind.options)
}

export function isKnownTarget(): SQL | undefined {
  return inArray(alertTargets.kind, AlertTargetKind.options)
}

export function isKnownDelivery(): SQL | undefined {
  return and(
    inArray(deliveries.kind, AlertTargetKind.options),
    inArray(deliveries.news, DeliveryNews.options),
  )
}

/** Entries of an incident that this release knows how to show. */
export function knownEntries(entries: readonly IncidentEntry[]): IncidentEntry[] {
  return entries.filter((entry) => IncidentEntry.safeParse(entry).success)
}
