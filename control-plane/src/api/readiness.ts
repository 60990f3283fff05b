import { type MessageTexts, messageOf, type PlainCode, renderMessage } from '@cashbacktv/contract'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../context.ts'

export type Check = { ok: boolean; message: string | null }
export type Readiness = {
  status: 'ready' | 'not_ready'
  checks: { database: Check; live: Check; migrations: Check }
}

const WAIT_MS = 2000

/** Whether this instance can work, each part with its reason. */
export async function readiness(
  ctx: Pick<ServiceContext, 'db' | 'live'>,
  migrated: boolean,
  language: MessageTexts,
): Promise<Readiness> {
  const say = (code: PlainCode) => renderMessage(language, messageOf(code)) ?? code
  const [database, live] = await Promise.all([
    check(() => ctx.db.execute(sql`select 1`), say('check-database')),
    check(() => ctx.live.ping(), say('check-live')),
  ])
  const migrations: Check = migrated
    ? { ok: true, message: null }
    : { ok: false, message: say('check-migrations') }
  const checks = { database, live, migrations }
  const ready = Object.values(checks).every(({ ok }) => ok)
  return { status: ready ? 'ready' : 'not_ready', checks }
}

async function check(ask: () => Promise<unknown>, message: string): Promise<Check> {
  let timer: NodeJS.Timeout | undefined
  const impatience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), WAIT_MS)
  })
  try {
    await Promise.race([ask(), impatience])
    return { ok: true, message: null }
  } catch {
    return { ok: false, message }
  } finally {
    clearTimeout(timer)
  }
}
