import {
  AlertSettings,
  type AlertSettingsView,
  isSame,
  type PutAlertSettingsInput,
} from '@cashbacktv/contract'
import { settings } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { serverOf } from '../../domain/alerts/target-address.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { type Change, unchanged } from '../changes/commit-change.ts'
import { ALERT_SETTINGS_KEY, getAlertSettings, readAlertSettings } from './read-settings.ts'

/**
 * What is left out stays. The password stays only with its server and user: it is not sent to a
 * server that whoever edits this names.
 */
export async function putAlertSettings(
  ctx: ServiceContext,
  input: PutAlertSettingsInput,
): Promise<AlertSettingsView> {
  await commitAlertChange(ctx, async (tx): Promise<Change<undefined>> => {
    await tx.execute(sql`lock table ${settings} in share row exclusive mode`)
    const before = await readAlertSettings(tx)
    const value = settingsAfter(before, input)
    if (isSame(before, value)) return unchanged(undefined)
    await tx
      .insert(settings)
      .values({ key: ALERT_SETTINGS_KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
    const subject = { subjectType: 'settings', subjectId: ALERT_SETTINGS_KEY } as const
    const detail = { smtp: value.smtp && shown(value.smtp), deadMan: pingShown(value.deadManUrl) }
    const audit = [{ action: 'alert-settings.put' as const, ...subject, detail }]
    return { result: undefined, hosts: [], audit }
  })
  return getAlertSettings(ctx)
}

function settingsAfter(before: AlertSettings, input: PutAlertSettingsInput): AlertSettings {
  const { smtp, deadManUrl } = input
  return AlertSettings.parse({
    deadManUrl: deadManUrl === undefined ? before.deadManUrl : deadManUrl,
    smtp: smtp
      ? { ...smtp, password: passwordAfter(before.smtp, smtp) }
      : smtp === null
        ? null
        : before.smtp,
  })
}

type Smtp = NonNullable<AlertSettings['smtp']>

function passwordAfter(
  known: Smtp | null,
  wanted: NonNullable<PutAlertSettingsInput['smtp']>,
): string | null {
  if (wanted.password !== undefined) return wanted.password
  const isSameAccount = known?.server === wanted.server && known.user === wanted.user
  return isSameAccount ? known.password : null
}

function shown({ password, ...rest }: Smtp) {
  return { ...rest, hasPassword: password !== null }
}

function pingShown(url: string | null): string | null {
  return url && serverOf(url)
}
