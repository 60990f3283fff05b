import {
  type AlertSettings,
  type AlertSettingsView,
  changedFields,
  isSame,
  type PutAlertSettingsInput,
  SmtpAccount,
  type SmtpSettings,
} from '@cashbacktv/contract'
import { keepsPassword } from '@cashbacktv/contract/keeps-password'
import { settings } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { serverOf } from '../../domain/alerts/target-address.ts'
import { layOverWhole } from '../../domain/channels/lay-over.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { type Change, unchanged } from '../changes/commit-change.ts'
import { ALERT_SETTINGS_KEY, getAlertSettings, readAlertSettings } from './read-settings.ts'

/**
 * What is left out stays. The password stays only where it is sent as before: not to a server
 * that whoever edits this names, and not in the clear.
 *
 * @throws DomainError `validation_failed` where the first that is said of a mail server is not all it needs
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
    const detail = {
      changed: changedFields(audited(before), audited(value)),
      isNewPassword: isNew(before.smtp?.password, value.smtp?.password),
      isNewPing: isNew(before.deadManUrl, value.deadManUrl),
    }
    const audit = [{ action: 'alert-settings.put' as const, ...subject, detail }]
    return { result: undefined, hosts: [], audit }
  })
  return getAlertSettings(ctx)
}

function settingsAfter(
  before: AlertSettings,
  { smtp, deadManUrl }: PutAlertSettingsInput,
): AlertSettings {
  return {
    deadManUrl: deadManUrl === undefined ? before.deadManUrl : deadManUrl,
    smtp: smtp ? smtpAfter(before.smtp, smtp) : smtp === null ? null : before.smtp,
  }
}

function smtpAfter(
  known: SmtpSettings | null,
  { password, ...said }: NonNullable<PutAlertSettingsInput['smtp']>,
): SmtpSettings {
  const account = layOverWhole(SmtpAccount, 'smtp', known && accountOf(known), said)
  if (password !== undefined) return { ...account, password }
  const isKept = known !== null && keepsPassword(known, account)
  return { ...account, password: isKept ? known.password : null }
}

function accountOf({ password: _password, ...account }: SmtpSettings): SmtpAccount {
  return account
}

/** Without what is secret: the password, and what is behind the name of the server that is pinged. */
function audited({ smtp, deadManUrl }: AlertSettings) {
  return {
    smtp: smtp && { ...accountOf(smtp), hasPassword: smtp.password !== null },
    deadMan: deadManUrl && serverOf(deadManUrl),
  }
}

/** A secret that is none any more is no new one. */
function isNew(before: string | null | undefined, after: string | null | undefined): boolean {
  return typeof after === 'string' && after !== before
}
