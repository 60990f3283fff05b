import type { ChannelPulse, ListedChannel } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { DASH, type Format } from '../../shared/domain/format.ts'
import { useChannelPulse } from '../../shared/live/use-live.ts'
import { TonedFigure } from '../../ui/toned-figure.tsx'
import { type FigureTone, speedTone } from './domain/figure-tone.ts'

type FigureName = 'speed' | 'fps' | 'cpu' | 'memory' | 'viewers' | 'bitrateOut'

const OF_PULSE: Record<FigureName, (pulse: ChannelPulse, format: Format) => string> = {
  speed: (pulse, format) => format.speed(pulse.speed),
  fps: (pulse, format) => format.fps(pulse.fps),
  cpu: (pulse, format) => format.percent(pulse.cpuPercent),
  memory: (pulse, format) => format.bytes(pulse.memoryBytes),
  viewers: (pulse, format) => format.count(pulse.viewers),
  bitrateOut: (pulse, format) => format.bitrate(pulse.outputBitrateKbps),
}
const OF_VIEW: Partial<Record<FigureName, (view: ListedChannel, format: Format) => string>> = {
  speed: (view, format) => format.speed(view.speed),
  fps: (view, format) => format.fps(view.fps),
  viewers: (view, format) => format.count(view.viewers),
}

function toneOf(name: FigureName, { speed }: Pick<ChannelPulse, 'speed'>): FigureTone {
  return name === 'speed' ? speedTone(speed) : 'plain'
}

/** One figure of one channel; the smallest thing that a pulse renders again. */
export function LiveFigure({ channel, name }: { channel: ListedChannel; name: FigureName }) {
  const format = useFormat()
  const before = OF_VIEW[name]?.(channel, format) ?? DASH
  const text = useChannelPulse(channel.id, (pulse) => OF_PULSE[name](pulse, format), before)
  const tone = useChannelPulse(channel.id, (pulse) => toneOf(name, pulse), toneOf(name, channel))
  return <TonedFigure tone={tone}>{text}</TonedFigure>
}
