import { isIP, Socket } from 'node:net'
import type { SmtpSettings } from '@cashbacktv/contract'
import { createTransport } from 'nodemailer'
import type { SentReply as Reply } from '../domain/alerts/judge-reply.ts'
import { admittedAddress } from './admitted-address.ts'

/** Without a word. */
const TIMEOUT_MS = 10_000
/** All of a mail: a server that says a little again and again is never silent. */
const WITHIN_MS = 60_000
/** Of one answer; what is shown of it is far less. */
const MOST_BYTES = 65_536

export type Mail = {
  to: readonly string[]
  subject: string
  text: string
  html: string
  /** The same again has the same: mail programs show it once. */
  messageId: string
}

/** What the server said of a mail, for those recipients of whom it said that. */
export type MailReply = { to: readonly string[]; reply: Reply }

/**
 * One mail by the server of the settings, on the address that was judged. A server may take it for
 * some recipients and refuse others.
 */
export async function sendMail(
  smtp: SmtpSettings,
  mail: Mail,
  allowCidrs: readonly string[],
  withinMs = WITHIN_MS,
): Promise<MailReply[]> {
  const { to } = mail
  const admitted = await admittedAddress(smtp.server, allowCidrs)
  if (!admitted.ok) return [{ to, reply: { kind: 'refused', said: admitted.said } }]
  const { user, password, security } = smtp
  const socket = new Socket()
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    socket.destroy()
  }, withinMs)
  const transport = createTransport({
    host: admitted.address,
    port: smtp.port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: isIP(smtp.server) ? {} : { servername: smtp.server },
    ...(user !== null ? { auth: { user, pass: password ?? '' } } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    maxResponseSize: MOST_BYTES,
    socket,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const info = await transport.sendMail({ from: smtp.from, ...mail, to: [...to] })
    const refused = (info.rejectedErrors ?? []).map((error) => ({
      to: [error.recipient ?? ''],
      reply: replyOf(error),
    }))
    const gone = new Set(refused.flatMap((one) => one.to))
    const taken = to.filter((address) => !gone.has(address))
    return [{ to: taken, reply: answered(250, info.response) }, ...refused]
  } catch (error) {
    return [{ to, reply: isLate ? { kind: 'late' } : replyOf(error) }]
  } finally {
    clearTimeout(late)
    transport.close()
  }
}

function answered(status: number, answer: string): Reply {
  return { kind: 'answered', status, answer, retryAfter: null }
}

function replyOf(error: unknown): Reply {
  const { responseCode, response, code } = Object(error)
  if (typeof responseCode === 'number') return answered(responseCode, String(response ?? ''))
  if (code === 'ETIMEDOUT') return { kind: 'late' }
  return { kind: 'unreachable', error: typeof code === 'string' ? code : 'ESMTP' }
}
