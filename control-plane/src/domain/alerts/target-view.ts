import {
  type AlertTargetAddress,
  AlertTargetFilter,
  type AlertTargetId,
  type AlertTargetSettings,
  type AlertTargetView,
} from '@cashbacktv/contract'
import { addressView } from './target-address.ts'

/** A target as it is stored. */
export type StoredTarget = {
  id: AlertTargetId
  name: string
  settings: Omit<AlertTargetSettings, 'name'>
  address: AlertTargetAddress
  createdAt: Date
  updatedAt: Date
}

/** Of the messages of a target. */
export type TargetTally = { waiting: number; dead: number; lastSentAt: string | null }

export const NO_MESSAGES: TargetTally = { waiting: 0, dead: 0, lastSentAt: null }

export function targetView(row: StoredTarget, tally: TargetTally): AlertTargetView {
  return {
    id: row.id,
    name: row.name,
    ...row.settings,
    address: addressView(row.address),
    ...tally,
    // One that was stored before there was all of it lacks some.
    filter: AlertTargetFilter.parse(row.settings.filter),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
