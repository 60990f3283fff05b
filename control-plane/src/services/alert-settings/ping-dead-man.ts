import { settings } from '@cashbacktv/db'
import type { ServiceContext } from '../../context.ts'
import { judgeReply } from '../../domain/alerts/judge-reply.ts'
import { allowedNetworks } from '../deliveries/send-letter.ts'
import { DEAD_MAN_KEY, type DeadManState, readAlertSettings, readDeadMan } from './read-settings.ts'

type PingContext = Pick<ServiceContext, 'db' | 'config' | 'now' | 'log' | 'outside'>

/** Fetches the address of the dead-man's switch, if one is set. @throws when the database is away */
export async function pingDeadMan(ctx: PingContext): Promise<void> {
  const { deadManUrl } = await readAlertSettings(ctx.db)
  if (deadManUrl === null) return
  const before = await readDeadMan(ctx.db)
  const request = { method: 'GET' as const, url: deadManUrl, headers: {}, body: null }
  const verdict = judgeReply(
    await ctx.outside.sendHttp(request, await allowedNetworks(ctx)),
    ctx.now(),
  )
  const value: DeadManState = {
    lastOkAt: verdict.ok ? ctx.now().toISOString() : before.lastOkAt,
    failing: !verdict.ok,
  }
  if (!verdict.ok && !before.failing) {
    ctx.log.warn({ code: verdict.said.code }, 'the ping of the dead-man’s switch fails')
  }
  await ctx.db
    .insert(settings)
    .values({ key: DEAD_MAN_KEY, value })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
}
