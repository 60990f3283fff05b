import type { AnalyticsFigures } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Panel } from '../../ui/panel.tsx'
import { type Change, changeOf, type ShownName, textOf } from './domain/shown-figures.ts'

const SHOWN: readonly ShownName[] = [
  ...(['availability', 'viewersPeak', 'viewerSeconds', 'bandwidth', 'sentBytes'] as const),
  ...([
    'restarts',
    'slateSeconds',
    'darkSeconds',
    'silenceSeconds',
    'cpuSeconds',
    'qualityScore',
  ] as const),
]
/** Of players that report themselves. */
const OF_PLAYERS: readonly ShownName[] = [
  ...(['playerSessions', 'playedSeconds', 'rebufferedShare', 'stallsPerHour'] as const),
  ...(['stalledShare', 'startMeanSeconds', 'throughputKbps'] as const),
]
const TONES: Record<Change, string> = {
  better: 'text-good',
  worse: 'text-bad',
  more: 'text-dim',
  less: 'text-dim',
  same: 'text-dim',
}

type TotalFiguresProps = {
  now: AnalyticsFigures
  before: AnalyticsFigures | null
  /** Length of the time. */
  seconds: number
}

/** What all channels came to, each figure beside what it was. */
export function TotalFigures({ now, before, seconds }: TotalFiguresProps) {
  const { t } = useTranslation()
  return (
    <Panel title={t('analytics.total')} hint={t('analytics.hint.availability')}>
      <FigureList names={SHOWN} now={now} before={before} seconds={seconds} />
    </Panel>
  )
}

/** What players say of themselves, or how they come to say anything. */
export function PlayerFigures({ now, before, seconds }: TotalFiguresProps) {
  const { t } = useTranslation()
  const isSilent = now.playerSessions + now.playedSeconds === 0
  return (
    <Panel title={t('analytics.players')} hint={t('analytics.hint.players')}>
      {isSilent ? (
        <p className="text-sm text-dim">{t('analytics.noPlayers')}</p>
      ) : (
        <FigureList names={OF_PLAYERS} now={now} before={before} seconds={seconds} />
      )}
    </Panel>
  )
}

type FigureListProps = TotalFiguresProps & { names: readonly ShownName[] }

function FigureList({ names, now, before, seconds }: FigureListProps) {
  const { t } = useTranslation()
  const form = { format: useFormat(), units: t('time.units', { returnObjects: true }), seconds }
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,8rem),1fr))] gap-x-5 gap-y-4">
      {names.map((name) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs text-dim">{t(`analytics.figure.${name}`)}</dt>
          <dd className="figure text-lg leading-tight font-semibold">{textOf(name, now, form)}</dd>
          <dd className="figure text-xs text-dim">
            <ChangeMark {...changeOf(name, now, before)} />
            {t('analytics.before', { value: textOf(name, before, form) })}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** An arrow with a colour, and the same in words for those who see neither. */
function ChangeMark({ isMore, change }: { isMore: boolean; change: Change }) {
  const { t } = useTranslation()
  if (change === 'same') return null
  const word = change === 'better' || change === 'worse' ? t(`analytics.${change}`) : null
  return (
    <span className={`${TONES[change]} font-medium`} title={word ?? undefined}>
      <span aria-hidden="true">{isMore ? '↑ ' : '↓ '}</span>
      {word ? <span className="sr-only">{word}, </span> : null}
    </span>
  )
}
