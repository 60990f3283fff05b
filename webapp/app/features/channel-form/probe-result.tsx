import {
  codecName,
  type SourceFacts,
  sourceWarnings,
  type WarnedOutput,
} from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { Notice } from '../../ui/notice.tsx'
import { SourceWarnings } from '../channel/source-warnings.tsx'
import { useTrackName } from '../channel/use-track-name.ts'
import { offeredSubtitles } from './domain/subtitle-rows.ts'
import { tracksOf } from './domain/track-form.ts'
import type { ProbeState } from './use-probe.ts'
import { useSubtitleName } from './use-subtitle-name.ts'

/** What a probe found, or why it found nothing. */
type ProbeResultProps = { number: number; probe: ProbeState; output: WarnedOutput }

export function ProbeResult({ number, probe, output }: ProbeResultProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (probe.kind === 'idle' || probe.kind === 'asking') return null
  if (probe.kind === 'failed') return <Failed problem={probe.problem} />
  const { facts, frame, tookMs } = probe.found
  const warnings = sourceWarnings(facts, output)
  return (
    <Notice tone={warnings.length > 0 ? 'warning' : 'good'} role="status">
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {frame ? (
          <img
            src={frame}
            alt={t('form.probeFrame', { number })}
            className="w-40 self-start rounded-sm"
          />
        ) : null}
        <div className="min-w-48 flex-1">
          <p className="font-semibold">
            {/* Nothing was opened: what reads it now told what is in it. */}
            {tookMs === 0
              ? t('form.probeOnAir')
              : t('form.probeFound', { seconds: format.one(tookMs / 1000) })}
          </p>
          <FactsList facts={facts} />
          <SourceWarnings warnings={warnings} />
        </div>
      </div>
    </Notice>
  )
}

function Failed({ problem }: { problem: ApiProblem | null }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const detail = problem?.details[0]
  const why = detail ? apiText.field(detail) : problem ? apiText.problem(problem) : null
  return (
    <Notice tone="bad" role="alert">
      <strong className="font-semibold">{t('form.probeFailed')}.</strong>{' '}
      {why ?? t('form.probeEmpty')}
    </Notice>
  )
}

type Row = [string, string]

/** The rest of a long list is in the choice below it. */
const MOST_LISTED = 8

function listed(texts: readonly string[]): string {
  const more = texts.length > MOST_LISTED ? [`+${texts.length - MOST_LISTED}`] : []
  return [...texts.slice(0, MOST_LISTED), ...more].join(' / ')
}

function named({ number, name }: { number: number; name: string | null }): string {
  return name ? `${number} ${name}` : String(number)
}

export function FactsList({ facts }: { facts: SourceFacts }) {
  const { t } = useTranslation()
  const format = useFormat()
  const trackName = useTrackName()
  const subtitleName = useSubtitleName()
  const subtitles = offeredSubtitles(facts)
  const { video, audio } = facts
  const videoText = [
    codecName(video.codec),
    `${video.width} × ${video.height}`,
    video.framesPerSecond ? `${format.fps(video.framesPerSecond)} fps` : '',
    video.interlaced ? t('form.interlaced') : '',
  ]
  const audioText = audio
    ? [
        codecName(audio.codec),
        `${format.fps(audio.sampleRate / 1000)} kHz`,
        t('form.audioChannels', { count: audio.channels }),
      ]
    : [t('form.noAudio')]
  const programs = (facts.programs ?? []).filter(({ hasVideo }) => hasVideo)
  const rows: [string, string][] = [
    ...(programs.length > 1
      ? [[t('tracks.programs'), listed(programs.map(named))] satisfies Row]
      : []),
    [t('form.video'), videoText.filter(Boolean).join(', ')],
    [t('form.audio'), audioText.join(', ')],
    ...((facts.audioTracks?.length ?? 0) > 1
      ? [[t('tracks.list'), listed(tracksOf(facts, '').map(trackName))] satisfies Row]
      : []),
    ...(subtitles.length > 0
      ? [[t('subtitleChoice.found'), listed(subtitles.map(subtitleName))] satisfies Row]
      : []),
    [
      t('form.container'),
      facts.container === 'lavfi' ? t('form.testCard') : codecName(facts.container),
    ],
    ...(facts.bitrateKbps === null
      ? []
      : [[t('form.bitrate'), format.bitrate(facts.bitrateKbps)] satisfies [string, string]]),
  ]
  return (
    <dl className="figure mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
      {rows.map(([term, text]) => (
        <div key={term} className="contents">
          <dt className="text-dim">{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
