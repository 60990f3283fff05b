import type { ServiceContext } from '../../context.ts'
import { driveRollouts } from './drive.ts'

const EVERY_MS = 1000

/** Drives roll-outs from now on; says once when it cannot. The answer ends it, after the step under way. */
export function runRolloutDriver(
  ctx: Pick<ServiceContext, 'db' | 'live' | 'now' | 'log'>,
): () => Promise<void> {
  let ended = false
  let failing = false
  let timer: NodeJS.Timeout | undefined
  let step = Promise.resolve()

  async function look() {
    try {
      await driveRollouts(ctx)
      failing = false
    } catch (err) {
      if (!failing) ctx.log.warn({ err }, 'roll-outs wait: the database does not answer')
      failing = true
    }
    if (!ended) timer = setTimeout(next, EVERY_MS)
  }
  function next() {
    step = look()
  }

  next()
  return async () => {
    ended = true
    clearTimeout(timer)
    await step
  }
}
