import { setTimeout as delay } from 'node:timers/promises'
import { apiClient } from '../../stack/api-client.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../../stack/start-stack.ts'

const ASK_EVERY_MS = 500

/** Asks as a person would who reloads now and then, with a log-in that is renewed before it runs out. */
export function askForList(url: string) {
  const took: number[] = []
  let isOver = false
  const asking = (async () => {
    let api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    let since = Date.now()
    while (!isOver) {
      if (Date.now() - since > 300_000) {
        api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
        since = Date.now()
      }
      const from = performance.now()
      const { status } = await api.send('GET', '/channels')
      took.push(status === 200 ? performance.now() - from : Number.POSITIVE_INFINITY)
      await delay(ASK_EVERY_MS)
    }
  })()
  return {
    async stop() {
      isOver = true
      await asking
      return took
    },
  }
}
