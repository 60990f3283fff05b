import { changedFields, type HostSettings, type PutSettingsInput } from '@cashbacktv/contract'
import { settings } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { layOver } from '../../domain/channels/lay-over.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { HOST_SETTINGS_KEY } from '../hosts/desired-state.ts'
import { readHostSettings } from './read-host-settings.ts'

/** Changes the settings of all hosts and tells them; no change at all tells none. */
export function putSettings(ctx: ServiceContext, input: PutSettingsInput): Promise<HostSettings> {
  return commitChange(ctx, async (tx) => {
    // Two changes of different settings both stay: the second is made of what the first has left.
    await tx.execute(sql`lock table ${settings} in share row exclusive mode`)
    const before = await readHostSettings(tx)
    const value = layOver(before, input)
    const changed = changedFields(before, value)
    if (Object.keys(changed).length === 0) return unchanged(value)
    await tx
      .insert(settings)
      .values({ key: HOST_SETTINGS_KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
    const subject = { subjectType: 'settings', subjectId: HOST_SETTINGS_KEY } as const
    const audit: AuditEntry[] = [{ action: 'settings.put', ...subject, detail: { changed } }]
    return { result: value, hosts: 'all', audit }
  })
}
