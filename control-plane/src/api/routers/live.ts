import { setTimeout as wait } from 'node:timers/promises'
import type { LivePulse } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { router, viewerProcedure } from '../trpc.ts'

const CHECK_MS = 10_000

export const liveRouter = router({
  pulse: viewerProcedure.subscription(({ ctx, signal }) => pulses(ctx, signal)),
})

/** Each second the newest pulse; a slow reader misses some and never falls behind. */
async function* pulses(ctx: RequestContext, signal?: AbortSignal): AsyncGenerator<LivePulse> {
  let newest: LivePulse | null = null
  let wake = new AbortController()
  let checkedAt = ctx.now().getTime()
  const end = ctx.pulse.subscribe((pulse) => {
    newest = pulse
    wake.abort()
  })
  try {
    while (!signal?.aborted) {
      await wait(CHECK_MS, undefined, { signal: wake.signal, ref: false }).catch(() => {})
      wake = new AbortController()
      // Who has logged out or was disabled meanwhile looks no longer.
      if (ctx.now().getTime() - checkedAt > CHECK_MS) {
        if (!(await ctx.recheck())) throw new DomainError('unauthenticated', 'Log in first.')
        checkedAt = ctx.now().getTime()
      }
      const pulse: LivePulse | null = newest
      newest = null
      if (pulse && !signal?.aborted) yield pulse
    }
  } finally {
    end()
  }
}
