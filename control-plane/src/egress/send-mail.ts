import { isIP } from 'node:net'
import type { SmtpSettings } from '@cashbacktv/contract'
import { createTransport } from 'nodemailer'
import type { SentReply as Reply } from '../domain/alerts/judge-reply.ts'
import { admittedAddress } from './admitted-address.ts'

const TIMEOUT_MS = 10_000

export type Mail = {
  to: readonly string[]
  subject: string
  text: string
  html: string
  /** The same again has the same: mail programs show it once. */
  messageId: string
}

/** One mail by the server of the settings, on the address that was judged. */
export async function sendMail(
  smtp: SmtpSettings,
  mail: Mail,
  allowCidrs: readonly string[],
): Promise<Reply> {
  const admitted = await admittedAddress(smtp.server, allowCidrs)
  if (!admitted.ok) return { kind: 'refused', said: admitted.said }
  const { user, password, security } = smtp
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
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { response } = await transport.sendMail({ from: smtp.from, ...mail, to: [...mail.to] })
    return { kind: 'answered', status: 250, answer: response, retryAfter: null }
  } catch (error) {
    return replyOf(error)
  } finally {
    transport.close()
  }
}

function replyOf(error: unknown): Reply {
  const { responseCode, response, code } = Object(error)
  if (typeof responseCode === 'number') {
    return {
      kind: 'answered',
      status: responseCode,
      answer: String(response ?? ''),
      retryAfter: null,
    }
  }
  if (code === 'ETIMEDOUT') return { kind: 'late' }
  return { kind: 'unreachable', error: typeof code === 'string' ? code : 'ESMTP' }
}
