import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'

export type LoadedScript = { name: string; gzipBytes: number }

/**
 * The scripts that a page loads from now on. Each call gives those since the last one, once the
 * network has been still for half a second.
 */
export function loadedScripts(page: Page): () => Promise<LoadedScript[]> {
  const scripts: Promise<LoadedScript | null>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    const name = basename(new URL(response.url()).pathname)
    // One that is still on its way when the page is closed belongs to no figure.
    const script = response.body().then(
      (body) => ({ name, gzipBytes: gzipSync(body).length }),
      (error) => (page.isClosed() ? null : Promise.reject(error)),
    )
    script.catch(() => {})
    scripts.push(script)
  })
  return async () => {
    await page.waitForLoadState('networkidle').catch(() => {})
    const loaded = await Promise.all(scripts.splice(0))
    return loaded.filter((script) => script !== null)
  }
}

export function bytesOf(scripts: readonly { gzipBytes: number }[]): number {
  return scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0)
}
