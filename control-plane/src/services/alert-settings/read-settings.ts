import { AlertSettings, type AlertSettingsView } from '@cashbacktv/contract'
import { type Db, settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { ServiceContext } from '../../context.ts'
import { serverOf } from '../../domain/alerts/target-address.ts'

/** Keys of the settings table. */
export const ALERT_SETTINGS_KEY = 'alerts'
export const DEAD_MAN_KEY = 'dead-man'

const DeadManState = z.object({ lastOkAt: z.iso.datetime().nullable(), failing: z.boolean() })
export type DeadManState = z.infer<typeof DeadManState>

/** With secrets. What is not stored, or cannot be understood, is the default. */
export async function readAlertSettings(db: Db): Promise<AlertSettings> {
  const [row] = await db.select().from(settings).where(eq(settings.key, ALERT_SETTINGS_KEY))
  const known = AlertSettings.safeParse(row?.value ?? {})
  return known.success ? known.data : AlertSettings.parse({})
}

/** How the last ping went; nothing is known before the first. */
export async function readDeadMan(db: Db): Promise<DeadManState> {
  const [row] = await db.select().from(settings).where(eq(settings.key, DEAD_MAN_KEY))
  const state = DeadManState.safeParse(row?.value)
  return state.success ? state.data : { lastOkAt: null, failing: false }
}

/** Without secrets. */
export async function getAlertSettings({
  db,
}: Pick<ServiceContext, 'db'>): Promise<AlertSettingsView> {
  const [known, pinged] = await Promise.all([readAlertSettings(db), readDeadMan(db)])
  return {
    smtp: known.smtp && smtpView(known.smtp),
    deadMan: known.deadManUrl === null ? null : { server: serverOf(known.deadManUrl), ...pinged },
  }
}

function smtpView({ password, ...shown }: NonNullable<AlertSettings['smtp']>) {
  return { ...shown, hasPassword: password !== null }
}
