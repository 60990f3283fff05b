import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** As long as the web app waits at first (webapp/app/shared/live/connect-live.ts). */
const RETRY_MS = 500

export type Followed = {
  messages: number
  /** Longest time without one, in seconds. */
  silentSeconds: number
  /** How often it was told to come again. */
  sentAway: number
  /** Other answers than 200, and those that broke off. */
  failed: string[]
}

/** Follows what a list of the web app follows, as it does, until it is stopped. */
export function followLive(open: (signal: AbortSignal) => Promise<IncomingMessage>) {
  const ended = new AbortController()
  const followed: Followed = { messages: 0, silentSeconds: 0, sentAway: 0, failed: [] }
  let at = performance.now()

  function hear(text: string): void {
    const now = performance.now()
    followed.silentSeconds = Math.max(followed.silentSeconds, (now - at) / 1000)
    at = now
    followed.messages += 1
    if (/^event: return$/m.test(text)) followed.sentAway += 1
  }
  async function listen(): Promise<void> {
    const answer = await open(ended.signal)
    if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`)
    for await (const chunk of answer) hear(String(chunk))
  }
  const following = (async () => {
    while (!ended.signal.aborted) {
      await listen().catch((error) => {
        if (!ended.signal.aborted) followed.failed.push(String(error))
      })
      await delay(RETRY_MS, undefined, { signal: ended.signal }).catch(() => undefined)
    }
  })()

  return {
    followed: () => structuredClone(followed),
    async stop() {
      ended.abort()
      await following
    },
  }
}
