import { secretKeyOf } from '@cashbacktv/contract/seal'
import { createDb, settings, useSecretKeys } from '@cashbacktv/db'
import { z } from 'zod'
import type { SplitStack } from '../../stack/start-split-stack.ts'
import { STACK_SECRETS_KEY } from '../../stack/start-stack.ts'
import type { Planted } from './values.ts'

const Secret = z.object({
  key: z.literal('playback-secret'),
  value: z.object({ secret: z.string() }),
})

/** What the product makes for itself and tells nobody but its hosts, as it lies sealed in the database. */
export async function sowStored({ databaseUrl }: SplitStack, planted: Planted): Promise<void> {
  useSecretKeys(secretKeyOf(STACK_SECRETS_KEY))
  const handle = createDb(databaseUrl, { max: 1 })
  try {
    const rows = await handle.db.select().from(settings)
    const made = rows.flatMap((row) => Secret.safeParse(row).data?.value.secret ?? [])
    if (made[0] === undefined) throw new Error('No address of a viewer was ever signed.')
    planted.keep('secret that signs addresses of viewers', made[0])
  } finally {
    await handle.close()
  }
}
