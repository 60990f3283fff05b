import { setTimeout as sleep } from 'node:timers/promises'
import { EnrolmentReply, HostIdentity, PROTOCOL } from '@cashbacktv/contract'
import { readJson, writeJson } from '../files/json-file.ts'
import type { Log } from '../ports.ts'
import { askOverHttp, type HttpAnswer } from './ask-over-http.ts'
import { reconnectDelay } from './reconnect-delay.ts'

export type EnrolOptions = {
  identityFile: string
  controlPlaneUrl: string
  joinToken: string | null
  name: string
  log: Log
  random: () => number
}

/**
 * Who this host is: from its file, else by spending the join token. Waits for a control plane
 * that is away. Throws with a sentence when the token is refused or there is none.
 */
export async function enrol(options: EnrolOptions): Promise<HostIdentity> {
  const { identityFile, controlPlaneUrl, joinToken, log, random } = options
  const read = readJson(identityFile, HostIdentity)
  if (read.kind === 'ok') return { ...read.value, controlPlaneUrl }
  if (joinToken === null) {
    const why = read.kind === 'damaged' ? 'The identity of this host is damaged.' : ''
    throw new Error(
      `${why} This host is not enrolled. Create a join token in the web app (Hosts) and give it as JOIN_TOKEN.`.trim(),
    )
  }
  for (let attempt = 0; ; attempt++) {
    const reply = await ask(options, joinToken)
    if (reply !== null) {
      const identity = { ...reply, controlPlaneUrl }
      writeJson(identityFile, identity, 0o600)
      log.info({ hostId: reply.hostId }, 'Enrolled')
      return identity
    }
    if (attempt === 0)
      log.warn({}, `${new URL(controlPlaneUrl).origin} does not answer; waiting for it.`)
    await sleep(reconnectDelay(attempt, 'lost', random))
  }
}

/** A reply and a refusal are a few hundred bytes. */
const ANSWER_BYTES = 64 * 1024

/** Null when the control plane cannot be reached or is not well. */
async function ask(options: EnrolOptions, joinToken: string): Promise<EnrolmentReply | null> {
  const answer = await askOverHttp({
    address: new URL('/link/enrol', options.controlPlaneUrl),
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ protocol: PROTOCOL, joinToken, name: options.name }),
    mostBytes: ANSWER_BYTES,
    withinMs: 10_000,
  })
  if (answer === null || answer.status >= 500) return null
  const body = jsonIn(answer)
  if (answer.status >= 300) throw new Error(refusal(messageIn(body) ?? `status ${answer.status}`))
  const reply = EnrolmentReply.safeParse(body)
  // The token may be spent: asking again with it helps nobody.
  if (!reply.success) throw new Error(refusal('its answer is no enrolment.'))
  return reply.data
}

function refusal(why: string): string {
  const advice =
    'Create a new join token in the web app (Hosts); each works once and for a short time.'
  return `The control plane refused to enrol this host: ${why} ${advice}`
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
