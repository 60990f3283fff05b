import { readStoredSettings, SourceId } from '@cashbacktv/contract'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { channels, createDb, sources, useSecretKeys } from '@cashbacktv/db'
import type { Api } from '../../stack/api-client.ts'
import { enrolHost } from '../../stack/enrol-host.ts'
import { STACK_SECRETS_KEY } from '../../stack/start-stack.ts'
import type { MadeHost } from './made-report.ts'

/** Rows of one statement. */
const AT_ONCE = 500

type Wish = {
  url: string
  api: Api
  databaseUrl: string
  hosts: number
  channels: number
  /** Of every channel of a host, by its number from 0. */
  sourceUrl?: (host: number) => string
}

/** Hosts enrol as real ones do; channels go straight into the database, as 12,000 requests would take long. */
export async function fillFleet(wish: Wish): Promise<MadeHost[]> {
  const made: MadeHost[] = []
  for (let index = 0; index < wish.hosts; index += 1) {
    const { hostId, credential } = await enrolHost(wish, `bench-${index}`)
    const channelIds = Array.from({ length: wish.channels }, () => crypto.randomUUID())
    made.push({ hostId, credential, channelIds })
  }
  await addChannels(wish, made)
  return made
}

const asSource = (id: string) => SourceId.parse(id)

async function addChannels(
  { databaseUrl, sourceUrl = () => 'http://127.0.0.1:9/live.ts' }: Wish,
  hosts: readonly MadeHost[],
): Promise<void> {
  const { db, close } = createDb(databaseUrl)
  useSecretKeys(secretKeyOf(STACK_SECRETS_KEY))
  const fixed = { settings: readStoredSettings({ output: { mode: 'copy' } }), on: true }
  const rows = hosts.flatMap(({ hostId, channelIds }, host) =>
    channelIds.map((id, index) => {
      const name = `Bench ${host} ${index}`
      return { ...fixed, id: id as (typeof channels.$inferInsert)['id'], name, hostId }
    }),
  )
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    const withSlugs = some.map((row) => ({
      ...row,
      slug: row.name.toLowerCase().replaceAll(' ', '-'),
    }))
    const ofThem = withSlugs.flatMap(({ id, hostId }) => {
      const url = sourceUrl(hosts.findIndex((one) => one.hostId === hostId))
      // By the id of their channel, as made agents say it: another would be a backup.
      return id ? [{ id: asSource(id), channelId: id, position: 0, url }] : []
    })
    // At once: a control plane that reads a channel without its source knows of none.
    await db.transaction(async (tx) => {
      await tx.insert(channels).values(withSlugs)
      await tx.insert(sources).values(ofThem)
    })
  }
  await close()
}
