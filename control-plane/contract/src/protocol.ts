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

/** The sentence both sides show when they cannot talk to each other. */
export function unsupportedProtocolMessage(
  theirs: number,
  ours: 'agent' | 'control plane',
): string {
  const other = ours === 'agent' ? 'control plane' : 'agent'
  const older = theirs < PROTOCOL ? other : ours
  return `The ${other} speaks protocol ${theirs}, this ${ours} speaks ${SUPPORTED_PROTOCOLS.join(', ')}. Upgrade the ${older}.`
}
