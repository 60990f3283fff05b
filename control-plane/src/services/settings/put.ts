import { HostSettings, isCidr } from '@cashbacktv/contract'
import { hosts, settings } from '@cashbacktv/db'
import { z } from 'zod'
import type { ServiceContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { announceHosts } from '../hosts/announce-hosts.ts'
import { HOST_SETTINGS_KEY } from '../hosts/desired-state.ts'
import { touchHosts } from '../hosts/touch-hosts.ts'

const Cidr = z
  .string()
  .max(64)
  .refine(isCidr, { error: 'Write a network as 10.0.0.0/8 or fd00::/8.' })

/** The whole of the settings; what is left out becomes the default. */
export const PutSettingsInput = z.strictObject({
  ...HostSettings.shape,
  sourceAllowCidrs: z.array(Cidr).max(100).default([]),
})

/** Replaces the settings of all hosts and tells them. */
export async function putSettings(ctx: ServiceContext, input: HostSettings): Promise<HostSettings> {
  const touched = await ctx.db.transaction(async (tx) => {
    await tx
      .insert(settings)
      .values({ key: HOST_SETTINGS_KEY, value: input })
      .onConflictDoUpdate({ target: settings.key, set: { value: input, updatedAt: ctx.now() } })
    await recordAudit(ctx, tx, {
      action: 'settings.put',
      subjectType: 'settings',
      subjectId: HOST_SETTINGS_KEY,
      detail: input,
    })
    const all = await tx.select({ id: hosts.id }).from(hosts)
    return touchHosts(
      tx,
      all.map(({ id }) => id),
    )
  })
  await announceHosts(ctx, touched)
  return input
}
