import type { ChannelMetricsView, ChannelPulse } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { DASH, type Format, formatDuration } from '../../shared/domain/format.ts'
import { HISTORY_POINTS, useHistory } from '../../shared/live/use-history.ts'
import { Panel } from '../../ui/panel.tsx'
import { Sparkline } from '../../ui/sparkline.tsx'
import { TonedFigure } from '../../ui/toned-figure.tsx'
import { speedTone } from '../channel/domain/figure-tone.ts'
import { useChannelMetrics } from './channel-metrics.tsx'

type Course = {
  name: 'speed' | 'fps' | 'bitrateOut' | 'cpu' | 'memory' | 'viewers'
  value: (pulse: ChannelPulse) => number | null
  as: keyof Format
  floor: number
}
const COURSES: readonly Course[] = [
  { name: 'speed', value: (pulse) => pulse.speed, as: 'speed', floor: 1 },
  { name: 'fps', value: (pulse) => pulse.fps, as: 'fps', floor: 25 },
  {
    name: 'bitrateOut',
    value: (pulse) => pulse.outputBitrateKbps,
    as: 'bitrate',
    floor: 500,
  },
  { name: 'cpu', value: (pulse) => pulse.cpuPercent, as: 'percent', floor: 10 },
  { name: 'memory', value: (pulse) => pulse.memoryBytes, as: 'bytes', floor: 5e7 },
  {
    name: 'viewers',
    value: (pulse) => pulse.viewers,
    as: 'count',
    floor: 5,
  },
]

/** How the channel runs: the course of the last minutes, and the figures of its process. */
export function Figures({ channelId }: { channelId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const history = useHistory(channelId)
  const metrics = useChannelMetrics()
  const newest = history.at(-1) ?? null
  return (
    <Panel title={t('channel.metrics')} hint={t('channel.metricsHint')} bodyClassName="grid gap-4">
      <dl className="grid grid-cols-2 gap-x-5 gap-y-3 sm:grid-cols-3">
        {COURSES.map(({ name, value, as, floor }) => (
          <div key={name} className="min-w-0">
            <dt className="text-xs text-dim">{t(`figure.${name}`)}</dt>
            <dd>
              <span className="figure text-lg leading-tight font-semibold">
                <TonedFigure tone={name === 'speed' ? speedTone(newest?.speed ?? null) : 'plain'}>
                  {format[as](newest ? value(newest) : null)}
                </TonedFigure>
              </span>
              <Sparkline
                values={history.map((pulse) => (pulse ? value(pulse) : null))}
                capacity={HISTORY_POINTS}
                floor={floor}
              />
            </dd>
          </div>
        ))}
      </dl>
      <ProcessFigures metrics={metrics} />
    </Panel>
  )
}

function ProcessFigures({ metrics }: { metrics: ChannelMetricsView | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const units = t('time.units', { returnObjects: true })
  const uptime = metrics?.uptimeSeconds
  const rows: [string, string][] = [
    [t('figure.uptime'), uptime == null ? DASH : formatDuration(uptime * 1000, units)],
    [t('figure.bitrateIn'), format.bitrate(metrics?.inputBitrateKbps)],
    [t('figure.fpsIn'), format.fps(metrics?.input?.framesPerSecond)],
    [t('figure.pictureIn'), sizeOf(metrics?.input ?? null)],
    [t('figure.errorsIn'), format.count(errorsOf(metrics?.input ?? null))],
    [t('figure.dropped'), format.count(metrics?.droppedFrames)],
    [t('figure.duplicated'), format.count(metrics?.duplicatedFrames)],
    [t('figure.pid'), metrics?.pid ? String(metrics.pid) : DASH],
    [t('figure.threads'), format.count(metrics?.threads)],
    [t('figure.openFiles'), format.count(metrics?.openFiles)],
  ]
  return (
    <dl className="figure grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-5 gap-y-1.5 border-t border-line pt-3 text-xs">
      {rows.map(([term, text]) => (
        <div key={term} className="flex justify-between gap-2">
          <dt className="text-dim">{term}</dt>
          <dd className="font-medium">{text}</dd>
        </div>
      ))}
    </dl>
  )
}

type Input = ChannelMetricsView['input']

function sizeOf(input: Input): string {
  return input?.width && input.height ? `${input.width}×${input.height}` : DASH
}

/** Of every kind, since the run began. */
function errorsOf(input: Input): number | null {
  return input && Object.values(input.errors).reduce((sum, count) => sum + count, 0)
}
