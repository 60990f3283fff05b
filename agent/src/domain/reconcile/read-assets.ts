import { Asset } from '@cashbacktv/contract'

export type ReadAssets = {
  /** Whether a channel needs a file that this release cannot use. */
  areUnreadIn(channel: unknown): boolean
  /** With those of `former` that `channels` go on needing. */
  withThoseOf(channels: readonly unknown[], former: readonly Asset[]): Asset[]
}

/** Files that a host needs, those left out that are of a kind which this release does not know. */
export function readAssets(given: readonly unknown[], note: (place: string) => void): ReadAssets {
  const assets: Asset[] = []
  const unread: string[] = []
  for (const one of given) {
    const read = Asset.safeParse(one)
    if (read.success) assets.push(read.data)
    else {
      const named = Asset.pick({ sha256: true }).safeParse(one)
      if (named.success) unread.push(named.data.sha256)
      note(`assets.${named.data?.sha256 ?? '?'}`)
    }
  }
  return {
    areUnreadIn: (channel) => unread.length > 0 && names(channel, unread),
    withThoseOf(channels, former) {
      const known = new Set(assets.map(({ sha256 }) => sha256))
      const needed = former.filter(({ sha256 }) => !known.has(sha256) && names(channels, [sha256]))
      return [...assets, ...needed]
    },
  }
}

/** Hashes stand in a channel wherever it shows a picture, and nowhere else. */
function names(value: unknown, hashes: readonly string[]): boolean {
  const text = JSON.stringify(value)
  return hashes.some((hash) => text.includes(hash))
}
