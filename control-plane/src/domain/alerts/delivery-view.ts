import type {
  AlertTargetId,
  AlertTargetKind,
  DeliveryNews,
  DeliveryState,
  DeliveryView,
  IncidentId,
  Told,
} from '@cashbacktv/contract'

/** A message as it is stored. */
export type StoredDelivery = {
  id: string
  incidentId: IncidentId
  targetId: AlertTargetId | null
  targetName: string
  kind: AlertTargetKind
  news: DeliveryNews
  state: DeliveryState
  attempts: number
  createdAt: Date
  retriedAt: Date | null
  nextTryAt: Date
  settledAt: Date | null
  /** Of several recipients those who have it already. */
  heardBy: string[]
  problem: Told | null
}

export function deliveryView(row: StoredDelivery): DeliveryView {
  const { id, incidentId, targetId, targetName, kind, news, state, attempts, problem } = row
  return {
    id,
    incidentId,
    targetId,
    targetName,
    kind,
    news,
    state,
    attempts,
    problem,
    createdAt: row.createdAt.toISOString(),
    nextTryAt: state === 'waiting' ? row.nextTryAt.toISOString() : null,
    settledAt: row.settledAt?.toISOString() ?? null,
  }
}
