import { retryDelayMs } from './retry-delay.ts'

/** For `lazy`: a part of the app that cannot be fetched while the server is away comes once it is back. */
export function patiently<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await load()
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs(failures, Math.random())))
      }
    }
  }
}
