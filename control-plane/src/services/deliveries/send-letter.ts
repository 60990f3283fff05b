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
import { secretsSent } from '../../domain/alerts/target-address.ts'
import { readAlertSettings } from '../alert-settings/read-settings.ts'
import { readHostSettings } from '../settings/read-host-settings.ts'

export type SendResult = {
  verdict: Verdict
  /** Of HTTP or SMTP; null where nobody answered. */
  status: number | null
  answer: string
  /** Of several recipients those who have it now. */
  heard: readonly string[]
}

type LetterContext = Pick<ServiceContext, 'db' | 'config' | 'now' | 'outside'>

/**
 * Sends one message to an address right away, but not to those recipients of it who have heard it.
 * Nothing of what is secret is in what comes back.
 */
export async function sendLetter(
  ctx: LetterContext,
  address: AlertTargetAddress,
  letter: Letter,
  heardBefore: readonly string[] = [],
): Promise<SendResult> {
  const replies = await repliesTo(ctx, withoutHeard(address, heardBefore), letter)
  if (!Array.isArray(replies)) {
    const verdict = { ok: false, said: replies, waitMs: null } as const
    return { verdict, status: null, answer: '', heard: [] }
  }
  const sent = secretsSent(address)
  const verdicts = replies.map(({ reply }) => judgeReply(reply, ctx.now(), sent))
  const worst = Math.max(
    verdicts.findIndex(({ ok }) => !ok),
    0,
  )
  const reply = replies[worst]?.reply
  const verdict = verdicts[worst] ?? { ok: true }
  const answered = reply?.kind === 'answered' ? reply : null
  return {
    verdict,
    status: answered?.status ?? null,
    answer: shownAnswer(answered?.answer ?? '', sent),
    heard: replies.flatMap(({ to }, index) => (verdicts[index]?.ok ? to : [])),
  }
}

function withoutHeard(address: AlertTargetAddress, heard: readonly string[]): AlertTargetAddress {
  if (address.kind !== 'email' && address.kind !== 'sms') return address
  return { ...address, to: address.to.filter((one) => !heard.includes(one)) }
}

/** What came of it for those recipients; for none by name where there is one alone. */
type Told = { to: readonly string[]; reply: SentReply }

/** A message instead of replies where there is nobody to ask. */
async function repliesTo(
  ctx: LetterContext,
  address: AlertTargetAddress,
  letter: Letter,
): Promise<Told[] | Message> {
  const allow = await allowedNetworks(ctx)
  switch (address.kind) {
    case 'email': {
      const { smtp } = await readAlertSettings(ctx.db)
      if (!smtp) return messageOf('delivery-no-mail-server')
      const messageId = `<${letter.id}@${smtp.from.split('@')[1] ?? 'cashbacktv.local'}>`
      return ctx.outside.sendMail(smtp, { ...mailOf(letter), to: address.to, messageId }, allow)
    }
    case 'sms':
      return inTurn(ctx, address.to, smsRequests(address, letter), allow)
    case 'slack':
    case 'discord':
    case 'teams':
    case 'webhook':
      return [{ to: [], reply: await ctx.outside.sendHttp(hookRequest(address, letter), allow) }]
  }
}

/** The same networks as sources may be in. */
export async function allowedNetworks({
  db,
  config,
}: Pick<LetterContext, 'db' | 'config'>): Promise<string[]> {
  const { sourceAllowCidrs }: HostSettings = await readHostSettings(db)
  return [...config.sourceAllowCidrs, ...sourceAllowCidrs]
}

/** One request a recipient. */
async function inTurn(
  { outside }: Pick<LetterContext, 'outside'>,
  to: readonly string[],
  requests: readonly HookRequest[],
  allow: string[],
): Promise<Told[]> {
  const told: Told[] = []
  for (const [index, request] of requests.entries()) {
    told.push({ to: to.slice(index, index + 1), reply: await outside.sendHttp(request, allow) })
  }
  return told
}
