import type { ChannelPulse, ChannelView } from '@cashbacktv/contract'
import {
  formatBitrate,
  formatBytes,
  formatFps,
  formatPercent,
  formatSpeed,
} from '../../domain/format.ts'
import { useChannelPulse } from '../../lib/live/use-live.ts'

type FigureName = 'speed' | 'fps' | 'cpu' | 'memory' | 'viewers' | 'bitrateOut'

const OF_PULSE: Record<FigureName, (pulse: ChannelPulse) => string> = {
  speed: (pulse) => formatSpeed(pulse.speed),
  fps: (pulse) => formatFps(pulse.fps),
  cpu: (pulse) => formatPercent(pulse.cpuPercent),
  memory: (pulse) => formatBytes(pulse.memoryBytes),
  viewers: (pulse) => String(pulse.viewers),
  bitrateOut: (pulse) => formatBitrate(pulse.outputBitrateKbps),
}
const OF_VIEW: Record<FigureName, (view: ChannelView) => string> = {
  speed: (view) => formatSpeed(view.speed),
  fps: (view) => formatFps(view.fps),
  cpu: () => formatPercent(null),
  memory: () => formatBytes(null),
  viewers: (view) => String(view.viewers),
  bitrateOut: () => formatBitrate(null),
}

/** One figure of one channel; the smallest thing that a pulse renders again. */
export function LiveFigure({ channel, name }: { channel: ChannelView; name: FigureName }) {
  return <>{useChannelPulse(channel.id, OF_PULSE[name], OF_VIEW[name](channel))}</>
}
