import type { ChannelRollup } from './channel-rollup.ts'
import type { HostRollup } from './host-rollup.ts'

export type Figure = number | null
type Columns<Rollup> = Readonly<Record<string, (rollup: Rollup) => Figure>>

/** What charts of a channel show, as means of a second where nothing else is said. */
export const CHANNEL_COLUMNS: Columns<ChannelRollup> = {
  fps: ({ frames, runSeconds }) => mean(frames, runSeconds),
  speed: ({ mediaSeconds, pacedSeconds }) => mean(mediaSeconds, pacedSeconds),
  inputBitrateKbps: ({ inputKilobits, inputSeconds }) => mean(inputKilobits, inputSeconds),
  outputBitrateKbps: ({ outputKilobits, outputSeconds }) => mean(outputKilobits, outputSeconds),
  /** As estimated, 0 to 100. */
  qualityScore: ({ qualityScoreSeconds, qualitySeconds }) =>
    mean(qualityScoreSeconds, qualitySeconds),
  cpuPercent: ({ cpuSeconds, runSeconds }) => mean(cpuSeconds * 100, runSeconds),
  memoryBytes: ({ memoryByteSeconds, runSeconds }) => mean(memoryByteSeconds, runSeconds),
  /** In the whole step. */
  droppedFrames: ({ droppedFrames, runSeconds }) => (runSeconds > 0 ? droppedFrames : null),
  viewers: ({ viewerSeconds, observedSeconds }) => mean(viewerSeconds, observedSeconds),
}

/** What charts of a host show. Over many hosts amounts are added up; the load is that of all their cores. */
export const HOST_COLUMNS: Columns<HostRollup> = {
  channelsOnAir: ({ onAirSeconds, observedSeconds }) => mean(onAirSeconds, observedSeconds),
  cpuPercent: ({ cpuSeconds, coreSeconds }) => mean(cpuSeconds * 100, coreSeconds),
  memoryUsedBytes: ({ memoryByteSeconds, sampledSeconds }) =>
    mean(memoryByteSeconds, sampledSeconds),
  mediaUsedBytes: ({ mediaByteSeconds, sampledSeconds }) => mean(mediaByteSeconds, sampledSeconds),
  viewers: ({ viewerSeconds, observedSeconds }) => mean(viewerSeconds, observedSeconds),
  /** Bit rate times viewers, as the live figure is. */
  viewerKbps: ({ viewerKilobits, observedSeconds }) => mean(viewerKilobits, observedSeconds),
  networkReceivedBytesPerSecond: ({ receivedBytes, sampledSeconds }) =>
    mean(receivedBytes, sampledSeconds),
  networkSentBytesPerSecond: ({ sentBytes, sampledSeconds }) => mean(sentBytes, sampledSeconds),
  diskReadBytesPerSecond: ({ diskReadBytes, sampledSeconds }) =>
    mean(diskReadBytes, sampledSeconds),
  diskWrittenBytesPerSecond: ({ diskWrittenBytes, sampledSeconds }) =>
    mean(diskWrittenBytes, sampledSeconds),
}

/** Finer than hundredths nothing is shown. */
function mean(sum: number, over: number): Figure {
  return over > 0 ? Math.round((sum / over) * 100) / 100 : null
}

/** Points as columns of a chart's length, oldest first, up to the last point that is over. */
export function chartOf<Rollup extends { atMs: number }>(
  columns: Columns<NoInfer<Rollup>>,
  { pointSeconds, points: length }: { pointSeconds: number; points: number },
  points: readonly Rollup[],
  until: number,
): Record<string, Figure[]> {
  const byStart = new Map(points.map((point) => [point.atMs, point]))
  const shown = Array.from({ length }, (_, index) => {
    return byStart.get(until - (length - index) * pointSeconds * 1000)
  })
  const named = Object.entries(columns).map(([name, read]) => {
    return [name, shown.map((point) => (point ? read(point) : null))] as const
  })
  return Object.fromEntries(named)
}
