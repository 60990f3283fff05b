import { readVariants, renameVariants } from '../domain/hls-push/origin-playlist.ts'
import { variantName } from '../domain/hls-push/pushed-playlist.ts'
import { type MediaPusher, openMediaPusher, type PushPorts } from './push-media.ts'

/** What leads to others: of a channel of several renditions, or with several tracks of audio. */
export type ChannelPusher = {
  /** Uploads what is new of all playlists. Whether the origin has the channel. Rejects with `NotTaken`. */
  look(): Promise<boolean>
}

/** `address` of the channel's playlist at the origin, `name` of it at the far side. */
export function openChannelPusher(ports: PushPorts, address: string, name: string): ChannelPusher {
  const pushers = new Map<string, MediaPusher>()
  let last = ''
  /** How far it has come is told of one playlist: all of them last as long. */
  let counted: string | undefined

  function open(uri: string, own: string): MediaPusher {
    const onTaken = (seconds: number) => {
      if (uri === counted) ports.onTaken(seconds)
    }
    const pusher = openMediaPusher({ ...ports, onTaken }, new URL(uri, address).href, own)
    pushers.set(uri, pusher)
    return pusher
  }

  return {
    async look() {
      const text = await ports.origin.text(address)
      if (text === null) return false
      const variants = readVariants(text)
      const wanted = variants ?? [address]
      for (const known of pushers.keys()) if (!wanted.includes(known)) pushers.delete(known)
      counted = wanted[0]
      const looks = wanted.map((uri) => {
        const own = variants ? variantName(name, uri) : name
        return (pushers.get(uri) ?? open(uri, own)).look()
      })
      const areThere = await Promise.all(looks)
      // The name is then that of the one playlist.
      if (variants === null) last = ''
      if (variants === null || areThere.includes(false)) return true
      const renamed = renameVariants(text, (uri) => variantName(name, uri))
      if (renamed === last) return true
      await ports.uploader.upload(name, Buffer.from(renamed))
      last = renamed
      return true
    },
  }
}
