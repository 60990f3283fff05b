import { setTimeout as wait } from 'node:timers/promises'
import { type LiveMessage, LiveScope, messageOf } from '@cashbacktv/contract'
import { z } from 'zod'
import type { LoggedInContext } from '../../context.ts'
import { reachKey } from '../../domain/accounts/reach.ts'
import { DomainError } from '../../domain/errors.ts'
import { lookOf } from '../../domain/fleet/read-changes.ts'
import { tooManyLive } from '../too-many-live.ts'
import { router, viewerProcedure } from '../trpc.ts'

export const liveRouter = router({
  /** What a screen shows: all of it once, and then only what changed. */
  watch: viewerProcedure.input(LiveScope.prefault({})).subscription(({ ctx, input, signal }) => {
    const leave = ctx.places.take(whoIn(ctx))
    if (!leave) throw tooManyLive()
    // Who is gone before the first word never gets as far as its end.
    signal?.addEventListener('abort', leave)
    if (signal?.aborted) leave()
    return changes(ctx, input, { signal, leave })
  }),
  /** A browser cannot see why a connection that stays open was refused. */
  room: viewerProcedure
    .output(z.object({ left: z.int() }))
    .query(({ ctx }) => ({ left: ctx.places.left(whoIn(ctx)) })),
})

function whoIn({ actor, address }: LoggedInContext) {
  return { personId: actor.id, address }
}

/** A message a second at least. A slow reader misses some, and is told the same with the next. */
async function* changes(
  ctx: LoggedInContext,
  scope: LiveScope,
  { signal, leave }: { signal: AbortSignal | undefined; leave(): void },
): AsyncGenerator<LiveMessage> {
  let look = lookOf(scope, ctx.actor.reach)
  let wake = new AbortController()
  const { recheckMs } = ctx.places
  let checkedAt = ctx.now().getTime()
  let isBeat = false
  const end = ctx.view.listen((beat) => {
    isBeat ||= beat
    wake.abort()
  })
  try {
    // While the database is away a screen shows what is known; what changed comes once it is back.
    await ctx.view.fresh().catch(() => {})
    let message = ctx.view.read(look, scope.since, true)
    let since: string | undefined = message.cursor
    yield message
    while (!signal?.aborted && !ctx.view.sendsAway()) {
      await wait(recheckMs, undefined, { signal: wake.signal, ref: false }).catch(() => {})
      wake = new AbortController()
      // Who has logged out or was disabled meanwhile looks no longer.
      if (ctx.now().getTime() - checkedAt >= recheckMs) {
        const actor = await ctx.recheck()
        if (!actor) throw new DomainError('unauthenticated', messageOf('log-in-first'))
        // Who reaches other channels than before is told of these from the beginning.
        if (reachKey(actor.reach) !== reachKey(look.reach)) {
          look = lookOf(scope, actor.reach)
          since = undefined
        }
        checkedAt = ctx.now().getTime()
      }
      if (signal?.aborted) return
      message = ctx.view.read(look, since)
      since = message.cursor
      const { channels, gone, hosts, names } = message
      const isNews = names !== null || channels.length + gone.length + hosts.length > 0
      if (isBeat || isNews) yield message
      isBeat = false
    }
  } finally {
    end()
    leave()
  }
}
