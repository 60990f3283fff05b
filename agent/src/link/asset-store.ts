import { createHash } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Asset, MOST_ASSET_BYTES, messageOf, type Sha256 } from '@cashbacktv/contract'
import { AssetMissing } from '../domain/layers/asset-missing.ts'
import type { AssetStore } from '../ports.ts'
import { askOverHttp } from './ask-over-http.ts'
import type { HostCredential } from './host-credential.ts'

/** Files of assets by their hash, fetched once from the control plane and checked. */
export function createAssetStore(options: {
  folder: string
  controlPlaneUrl: string
  credential: Pick<HostCredential, 'current'>
}): AssetStore {
  const coming = new Map<Sha256, Promise<string>>()
  const pathOf = (sha256: Sha256) => join(options.folder, sha256)

  async function download(asset: Asset): Promise<string> {
    const address = new URL(`/link/assets/${asset.sha256}`, options.controlPlaneUrl)
    if (asset.bytes > MOST_ASSET_BYTES) throw new AssetMissing(messageOf('asset-too-large'))
    const answer = await askOverHttp({
      address,
      method: 'GET',
      mostBytes: asset.bytes,
      withinMs: 15_000,
      headers: { authorization: `Bearer ${options.credential.current()}` },
    })
    if (answer === null) throw new AssetMissing(messageOf('asset-not-fetched'))
    const { status, bytes: content } = answer
    if (status !== 200) throw new AssetMissing(messageOf('asset-refused', { status }))
    // What is longer than it should be has another hash: the rest of it need not be read.
    if (content === null || hashOf(content) !== asset.sha256)
      throw new AssetMissing(messageOf('asset-damaged'))
    const file = pathOf(asset.sha256)
    writeFileSync(`${file}.tmp`, content, { mode: 0o640 })
    renameSync(`${file}.tmp`, file)
    return file
  }

  return {
    fileOf: (sha256) => (existsSync(pathOf(sha256)) ? pathOf(sha256) : null),
    fetch(asset) {
      const known = coming.get(asset.sha256)
      if (known !== undefined) return known
      const arrival = download(asset).finally(() => coming.delete(asset.sha256))
      coming.set(asset.sha256, arrival)
      return arrival
    },
  }
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
