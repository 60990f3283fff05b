import { createHash } from 'node:crypto'
import { ChannelId } from '@cashbacktv/contract'
import type { ListedChannel } from './listed-channel.ts'

/**
 * The id of each channel of a list, the same whenever the same request is sent: of the request and of
 * what the row says. A row that was edited since is another channel, whichever line it is in now.
 */
export function idsOf(importId: string, listed: readonly ListedChannel[]): ChannelId[] {
  const times = new Map<string, number>()
  return listed.map(({ line: _line, flaws: _flaws, ...said }) => {
    const text = JSON.stringify(said)
    const time = (times.get(text) ?? 0) + 1
    times.set(text, time)
    return uuidOf(`${importId}\n${time}\n${text}`)
  })
}

/** Version 8 of RFC 9562: bits of our own. */
function uuidOf(text: string): ChannelId {
  const hex = createHash('sha256').update(text).digest('hex')
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ]
  return ChannelId.parse([...parts, hex.slice(20, 32)].join('-'))
}
