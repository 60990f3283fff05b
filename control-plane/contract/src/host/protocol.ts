import { type Message, messageOf } from '../messages/catalogue.ts'

/**
 * Number of the agent protocol. It grows only when an old peer could no longer understand a new
 * one; added fields do not need it, because unknown fields are ignored on both sides.
 */
export const PROTOCOL = 1

/** Protocol numbers this build can talk to. */
export const SUPPORTED_PROTOCOLS: readonly number[] = [PROTOCOL]

export function isSupportedProtocol(protocol: number): boolean {
  return SUPPORTED_PROTOCOLS.includes(protocol)
}

/** What both sides say when they cannot talk to each other. */
export function protocolRefusal(theirs: number, ours: 'agent' | 'control-plane'): Message {
  const other = ours === 'agent' ? 'control-plane' : 'agent'
  const part = (name: 'agent' | 'control-plane') => messageOf(`part-${name}`)
  return messageOf('protocol-unsupported', {
    theirs,
    known: SUPPORTED_PROTOCOLS.join(', '),
    other: part(other),
    ours: part(ours),
    older: part(theirs < PROTOCOL ? other : ours),
  })
}
