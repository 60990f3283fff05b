import type { Listener, Subscription } from './subscription.ts'
import { openTcp } from './tcp-requester.ts'

/** A connection of its own, which is not renewed: whoever subscribed notices the silence and subscribes again. */
export function subscribeOverTcp(
  url: string,
  channels: string[],
  listener: Listener,
): Subscription {
  const subscriber = openTcp(url, () => false)
  let isOver = false
  const stop = () => {
    isOver = true
    if (subscriber.isOpen) subscriber.destroy()
  }
  const hear = (message: Buffer, channel: Buffer) =>
    listener.onMessage(channel.toString(), {
      length: message.length,
      startsWith: (word) => message.toString('latin1', 0, word.length) === word,
      text: () => message.toString(),
    })
  async function begin() {
    await subscriber.connect()
    if (isOver) return stop()
    await subscriber.subscribe(channels, hear, true)
    for (const _ of channels) listener.onSubscribed()
  }
  begin().catch(() => {})
  return { stop }
}
