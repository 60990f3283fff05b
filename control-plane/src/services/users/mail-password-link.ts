import { randomUUID } from 'node:crypto'
import type { ServiceContext } from '../../context.ts'
import { type LinkPurpose, passwordMail } from '../../domain/accounts/password-mail.ts'
import { judgeReply } from '../../domain/alerts/judge-reply.ts'
import { readAlertSettings } from '../alert-settings/read-settings.ts'
import { allowedNetworks } from '../deliveries/send-letter.ts'

type MailContext = Pick<ServiceContext, 'db' | 'config' | 'now' | 'log' | 'outside'>
type Link = { to: string; purpose: LinkPurpose; url: string }

/** Whether links can be mailed: there is a server for it, and an address of ours that is not a guess. */
export async function canMailLinks({ db, config }: Pick<MailContext, 'db' | 'config'>) {
  return config.publicUrl !== null && (await readAlertSettings(db)).smtp !== null
}

/** Mails a link, once. False where it was not taken; the log says why, without the link. */
export async function mailPasswordLink(
  ctx: MailContext,
  { to, purpose, url }: Link,
): Promise<boolean> {
  const { smtp } = await readAlertSettings(ctx.db)
  if (!smtp) return false
  const messageId = `<${randomUUID()}@${smtp.from.split('@')[1] ?? 'cashbacktv.local'}>`
  const mail = { ...passwordMail(purpose, url), to: [to], messageId }
  const [sent] = await ctx.outside.sendMail(smtp, mail, await allowedNetworks(ctx))
  const verdict = sent && judgeReply(sent.reply, ctx.now())
  if (verdict?.ok) return true
  ctx.log.warn({ said: verdict?.said.code }, 'a link for a password could not be mailed')
  return false
}
