import {
  type AlertTargetAddress,
  type HostSettings,
  type Message,
  messageOf,
} from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import {
  judgeReply,
  type SentReply,
  shownAnswer,
  type Verdict,
} from '../../domain/alerts/judge-reply.ts'
import {
  type HookRequest,
  hookRequest,
  type Letter,
  mailOf,
  smsRequests,
} from '../../domain/alerts/payloads.ts'
import { sendHttp } from '../../egress/send-http.ts'
import { sendMail } from '../../egress/send-mail.ts'
import { readAlertSettings } from '../alert-settings/read-settings.ts'
import { readHostSettings } from '../settings/read-host-settings.ts'

export type SendResult = {
  verdict: Verdict
  /** Of HTTP or SMTP; null where nobody answered. */
  status: number | null
  answer: string
}

type Context = Pick<ServiceContext, 'db' | 'config' | 'now'>

/** Sends one message to an address right away. Nothing of what is secret is in what comes back. */
export async function sendLetter(
  ctx: Context,
  address: AlertTargetAddress,
  letter: Letter,
): Promise<SendResult> {
  const replies = await repliesTo(ctx, address, letter)
  if (!Array.isArray(replies)) {
    return { verdict: { ok: false, said: replies, waitMs: null }, status: null, answer: '' }
  }
  const verdicts = replies.map((reply) => judgeReply(reply, ctx.now()))
  const worst = Math.max(
    verdicts.findIndex(({ ok }) => !ok),
    0,
  )
  const reply = replies[worst]
  const verdict = verdicts[worst] ?? { ok: true }
  const answered = reply?.kind === 'answered' ? reply : null
  return { verdict, status: answered?.status ?? null, answer: shownAnswer(answered?.answer ?? '') }
}

/** A message instead of replies where there is nobody to ask. */
async function repliesTo(
  ctx: Context,
  address: AlertTargetAddress,
  letter: Letter,
): Promise<SentReply[] | Message> {
  const allow = await allowedNetworks(ctx)
  switch (address.kind) {
    case 'email': {
      const { smtp } = await readAlertSettings(ctx.db)
      if (!smtp) return messageOf('delivery-no-mail-server')
      const messageId = `<${letter.id}@${smtp.from.split('@')[1] ?? 'cashbacktv.local'}>`
      return [await sendMail(smtp, { ...mailOf(letter), to: address.to, messageId }, allow)]
    }
    case 'sms':
      return inTurn(smsRequests(address, letter), allow)
    case 'slack':
    case 'discord':
    case 'teams':
    case 'webhook':
      return [await sendHttp(hookRequest(address, letter), allow)]
  }
}

/** The same networks as sources may be in. */
export async function allowedNetworks({ db, config }: Context): Promise<string[]> {
  const { sourceAllowCidrs }: HostSettings = await readHostSettings(db)
  return [...config.sourceAllowCidrs, ...sourceAllowCidrs]
}

async function inTurn(requests: readonly HookRequest[], allow: string[]): Promise<SentReply[]> {
  const replies: SentReply[] = []
  for (const request of requests) replies.push(await sendHttp(request, allow))
  return replies
}
