import { type ChannelObservation, type HostReport, isEqual } from '@cashbacktv/contract'

/** What of a channel is nearly always as it was a second before. */
const LASTING = ['since', 'run', 'quality', 'warnings'] as const

/**
 * Puts the parts of the report before in place of those that are the same in the new one, which then
 * says what it said. What a host says lives until it says the next: of twelve thousand channels all
 * of it is copied by each collection of garbage meanwhile, and these are half of it.
 */
export function keepLastingParts(report: HostReport, before: HostReport | undefined): void {
  for (const [at, channel] of report.channels.entries()) {
    const known = before?.channels[at]
    // Hosts tell of their channels in one order; where it has changed nothing is gained, and nothing lost.
    if (known?.channelId !== channel.channelId) continue
    for (const part of LASTING) keep(channel, known, part)
  }
}

function keep<Part extends (typeof LASTING)[number]>(
  channel: ChannelObservation,
  known: ChannelObservation,
  part: Part,
): void {
  if (channel[part] !== undefined && isEqual(channel[part], known[part])) {
    channel[part] = known[part]
  }
}
