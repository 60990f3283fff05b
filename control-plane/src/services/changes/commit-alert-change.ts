import type { Db } from '@cashbacktv/db'
import type { ChangeContext } from '../../context.ts'
import { type Change, commitChange } from './commit-change.ts'

/** A change of what alerts are made or told by, or of an incident: every instance hears of it after the commit. */
export function commitAlertChange<T>(
  ctx: ChangeContext,
  decide: (tx: Db) => Promise<Change<T>>,
): Promise<T> {
  return commitChange(ctx, async (tx) => {
    return { ...(await decide(tx)), announce: [['alerts.changed', {}]] }
  })
}
