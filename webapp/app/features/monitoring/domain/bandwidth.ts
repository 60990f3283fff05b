type Sender = { id: string; outputBitrateKbps: number | null; viewers: number }
export type BandwidthRow = { id: string; kbps: number; outputBitrateKbps: number; viewers: number }

/** What each channel sends at the moment: its bitrate times its viewers. The most first. */
export function bandwidthRows(channels: readonly Sender[], most: number): BandwidthRow[] {
  return channels
    .flatMap(({ id, outputBitrateKbps, viewers }) =>
      outputBitrateKbps && viewers > 0
        ? [{ id, kbps: outputBitrateKbps * viewers, outputBitrateKbps, viewers }]
        : [],
    )
    .toSorted((a, b) => b.kbps - a.kbps)
    .slice(0, most)
}
