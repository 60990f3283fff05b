import { type Child, startChild } from './child.ts'
import { freePort } from './free-port.ts'
import { endLeftovers } from './leftovers.ts'
import { mediaParent } from './media-parent.ts'
import { PRODUCT, stackEnv } from './start-stack.ts'
import { tempFolder } from './temp-folder.ts'

export type RawProduct = { child: Child; url: string; port: number; dataDir: string }

/** Starts the product without waiting for it: for starts that are to fail. `env` wins over the rest. */
export async function withProduct(
  env: NodeJS.ProcessEnv,
  use: (product: RawProduct) => Promise<void>,
): Promise<void> {
  const data = tempFolder('data')
  const media = tempFolder('media', mediaParent())
  const port = Number(env.PORT ?? (await freePort()))
  const dataDir = env.DATA_DIR ?? data.path
  const child = startChild('node', PRODUCT, {
    env: { ...stackEnv(dataDir, media.path, port), ...env },
  })
  try {
    await use({ child, url: `http://127.0.0.1:${port}`, port, dataDir })
  } finally {
    await child.stop(15_000)
    await endLeftovers({ dataDir: data.path, mediaDir: media.path })
    data.remove()
    media.remove()
  }
}
