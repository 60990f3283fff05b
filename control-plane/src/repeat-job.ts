import type { Log } from './context.ts'

/** What a job answers that had nothing to try: whether it works again is not known then. */
export const NOT_TRIED = Symbol('not tried')

/**
 * Does a job again and again, never twice at the same time. A failure is said once, not with each
 * try, and so is that it is over. The answer ends it, after the one under way.
 */
export function repeatJob(
  job: () => Promise<unknown>,
  options: { everyMs: number; firstAfterMs?: number; log: Log; failed: string },
): () => Promise<void> {
  let over = false
  let failing = false
  let underWay = Promise.resolve()
  const once = async () => {
    try {
      if ((await job()) !== NOT_TRIED) {
        if (failing) options.log.info(`${options.failed}; it works again`)
        failing = false
      }
    } catch (err) {
      if (!failing) options.log.warn({ err }, options.failed)
      failing = true
    }
    if (!over) timer = setTimeout(next, options.everyMs)
  }
  const next = () => {
    underWay = once()
  }
  let timer = setTimeout(next, options.firstAfterMs ?? options.everyMs)
  return async () => {
    over = true
    clearTimeout(timer)
    await underWay
  }
}
