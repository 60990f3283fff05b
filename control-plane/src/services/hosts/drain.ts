import type { HostId } from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ChangeContext } from '../../context.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import { requireHost } from './require-host.ts'

/** A draining host is given no further channels; those it has stay until they are moved. */
export async function drainHost(
  ctx: ChangeContext,
  { hostId, draining }: { hostId: HostId; draining: boolean },
): Promise<void> {
  await commitChange(ctx, async (tx) => {
    const host = await requireHost(tx, hostId)
    if (host.draining === draining) return unchanged(undefined)
    await tx.update(hosts).set({ draining }).where(eq(hosts.id, hostId))
    const action = draining ? 'host.drain-started' : 'host.drain-ended'
    const subject = { subjectType: 'host', subjectId: hostId } as const
    return {
      result: undefined,
      hosts: [],
      audit: [{ action, ...subject }],
      announce: [['fleet.changed', { hostId }]],
    }
  })
}
