import { apiClient } from '../stack/api-client.ts'
import { startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { endLeftovers } from '../stack/leftovers.ts'
import { mediaParent } from '../stack/media-parent.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD, stackEnv } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

/** Seconds from `npm start` in this checkout, with no data yet, to a segment of the demo channel that can be fetched. */
export async function firstDemoSegment(checkout: string, timeoutMs: number): Promise<number> {
  const data = tempFolder('data')
  const media = tempFolder('media', mediaParent())
  const port = await freePort()
  const { DEMO: _off, ...env } = stackEnv(data.path, media.path, port)
  const inherited = { ...process.env, ...env }
  const startedAt = performance.now()
  const child = startChild('npm', ['start'], { cwd: checkout, env: inherited })
  try {
    const url = `http://127.0.0.1:${port}`
    await waitFor('a segment of the demo', () => canPlayDemo(url), { timeoutMs, everyMs: 50 })
    return (performance.now() - startedAt) / 1000
  } catch (error) {
    throw new Error(`${error}\n${child.output().slice(-3000)}`)
  } finally {
    await child.stop(15_000)
    await endLeftovers({ dataDir: data.path, mediaDir: media.path })
    data.remove()
    media.remove()
  }
}

const demoUrls = new Map<string, string>()

async function canPlayDemo(url: string): Promise<boolean> {
  const demo = demoUrls.get(url) ?? (await findDemo(url))
  demoUrls.set(url, demo)
  const [segment] = (await fetchPlaylist(demo)).segments
  return segment !== undefined && (await fetch(segment.url)).ok
}

async function findDemo(url: string): Promise<string> {
  const api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
  const [channel] = (await api.channels()).items
  if (!channel) throw new Error('no demo channel yet')
  return channel.playbackUrl
}
