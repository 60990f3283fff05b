import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identities } from '../stack/ffmpeg-processes.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

const folder = tempFolder('database')
const startDatabase = () =>
  startEmbeddedPostgres({ dataDir: join(folder.path, 'database'), log: () => {} })

let database: Awaited<ReturnType<typeof startDatabase>>
let stack: Stack
beforeAll(async () => {
  database = await startDatabase()
  stack = await startStack({ env: { DATABASE_URL: database.url } })
})
afterAll(async () => {
  await stack?.stop()
  await database?.stop()
  folder.remove()
})

const ready = async () => (await fetch(`${stack.url}/readyz`)).status

test('while the database is away it is alive but not ready, says so, and the channel stays on air', async () => {
  const sources = [{ url: 'testcard://640x360@25' }]
  const { id } = await stack.api.startNew({ name: 'Stays', sources })
  const running = () => stack.api.waitForChannel(id, ({ status }) => status === 'running')
  const { playbackUrl } = await running()
  const before = identities(stack.mediaDir)
  await database.stop()
  await waitFor('not ready', async () => (await ready()) === 503)
  expect((await fetch(`${stack.url}/healthz`)).status).toBe(200)
  const { status, body } = await stack.api.send('GET', '/channels')
  expect([status, body]).toMatchObject([503, { error: { code: 'unavailable' } }])
  const { mediaSequence } = await fetchPlaylist(playbackUrl)
  await waitFor('the playlist to go on', async () => {
    return (await fetchPlaylist(playbackUrl)).mediaSequence > mediaSequence
  })
  database = await startDatabase()
  await waitFor('ready again', async () => (await ready()) === 200, { timeoutMs: 40_000 })
  await running()
  expect(identities(stack.mediaDir)).toEqual(before)
})
