import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type EnrolmentReply, HostIdentity } from '@cashbacktv/contract'
import { readJson, writeDurably } from '../files/json-file.ts'
import type { Log } from '../ports.ts'
import { askToEnrol } from './ask-to-enrol.ts'
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
  const { identityFile, controlPlaneUrl, joinToken, name, log, random } = options
  const read = readJson(identityFile, HostIdentity)
  if (read.kind === 'ok') return { ...read.value, controlPlaneUrl }
  if (joinToken === null) {
    const why = read.kind === 'damaged' ? 'The identity of this host is damaged.' : ''
    throw new Error(
      `${why} This host is not enrolled. Create a join token in the web app (Hosts) and give it as JOIN_TOKEN.`.trim(),
    )
  }
  for (let attempt = 0; ; attempt++) {
    const answer = await askToEnrol(controlPlaneUrl, joinToken, name)
    if (answer.kind === 'enrolled') return keepEnrolment(options, joinToken, answer.reply)
    if (answer.kind === 'refused') throw new Error(refusal(answer.why))
    if (attempt === 0)
      log.warn({}, `${new URL(controlPlaneUrl).origin} does not answer; waiting for it.`)
    await sleep(reconnectDelay(attempt, 'lost', random))
  }
}

/** @throws when it cannot be written */
export function keepEnrolment(
  options: EnrolOptions,
  joinToken: string,
  reply: EnrolmentReply,
): HostIdentity {
  const { identityFile, controlPlaneUrl, log } = options
  const identity = { ...reply, controlPlaneUrl, joinTokenHash: hashOfToken(joinToken) }
  writeIdentity(identityFile, identity)
  log.info({ hostId: reply.hostId }, 'Enrolled')
  return identity
}

/** A token is spent once: what it brought is on the disk before it is used. */
export function writeIdentity(identityFile: string, identity: HostIdentity): void {
  writeDurably(identityFile, JSON.stringify(identity), 0o600)
}

export function hashOfToken(joinToken: string): string {
  return createHash('sha256').update(joinToken).digest('hex')
}

export function refusal(why: string): string {
  const advice =
    'Create a new join token in the web app (Hosts); each works once and for a short time.'
  return `The control plane refused to enrol this host: ${why} ${advice}`
}
