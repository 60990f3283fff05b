import type { Steps } from '../../steps.ts'

/** Makes a decision without leaving it off. */
export function atOnce<T>(work: Steps<T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
