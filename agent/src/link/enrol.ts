import { setTimeout as sleep } from 'node:timers/promises'
import { EnrolmentReply, HostIdentity, PROTOCOL } from '@cashbacktv/contract'
import { readJson, writeJson } from '../files/json-file.ts'
import type { Log } from '../ports.ts'
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

/** Null when the control plane cannot be reached or is not well. */
async function ask(options: EnrolOptions, joinToken: string): Promise<EnrolmentReply | null> {
  const body = JSON.stringify({ protocol: PROTOCOL, joinToken, name: options.name })
  let response: Response
  try {
    response = await fetch(new URL('/link/enrol', options.controlPlaneUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(10_000),
    })
  } catch {
    return null
  }
  if (response.status >= 500) return null
  if (!response.ok) throw new Error(await refusal(response))
  return EnrolmentReply.parse(await response.json())
}

async function refusal(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  const advice =
    'Create a new join token in the web app (Hosts); each works once and for a short time.'
  return `The control plane refused to enrol this host: ${messageIn(body) ?? `status ${response.status}`} ${advice}`
}

function messageIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null
  const { error } = body
  const has = typeof error === 'object' && error !== null && 'message' in error
  return has && typeof error.message === 'string' ? error.message.slice(0, 300) : null
}
