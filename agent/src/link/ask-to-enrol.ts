import { EnrolmentReply, PROTOCOL } from '@cashbacktv/contract'
import { askOverHttp, type HttpAnswer } from './ask-over-http.ts'

export type EnrolmentAnswer =
  | { kind: 'enrolled'; reply: EnrolmentReply }
  /** The control plane cannot be reached, or is not well. */
  | { kind: 'away' }
  /** `tokenIsOver`: it was used, has expired or was never one, and will not do another time. */
  | { kind: 'refused'; tokenIsOver: boolean; why: string }

/** A reply and a refusal are a few hundred bytes. */
const ANSWER_BYTES = 64 * 1024

/** Spends a join token at the control plane. */
export async function askToEnrol(
  controlPlaneUrl: string,
  joinToken: string,
  name: string,
): Promise<EnrolmentAnswer> {
  const answer = await askOverHttp({
    address: new URL('/link/enrol', controlPlaneUrl),
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ protocol: PROTOCOL, joinToken, name }),
    mostBytes: ANSWER_BYTES,
    withinMs: 10_000,
  })
  if (answer === null || answer.status >= 500) return { kind: 'away' }
  const body = jsonIn(answer)
  if (answer.status >= 300) {
    const why = messageIn(body) ?? `status ${answer.status}`
    return { kind: 'refused', tokenIsOver: answer.status === 401, why }
  }
  const reply = EnrolmentReply.safeParse(body)
  if (reply.success) return { kind: 'enrolled', reply: reply.data }
  // The token may be spent: asking again with it helps nobody.
  return { kind: 'refused', tokenIsOver: true, why: 'its answer is no enrolment.' }
}

function jsonIn({ bytes }: HttpAnswer): unknown {
  try {
    return bytes === null ? null : JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
}

function messageIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null
  const { error } = body
  const has = typeof error === 'object' && error !== null && 'message' in error
  return has && typeof error.message === 'string' ? error.message.slice(0, 300) : null
}
