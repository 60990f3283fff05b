import type { ChannelView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useNow } from '../../shared/use-now.ts'
import type { ChannelFormValues } from './domain/channel-form.ts'
import { editImpact, type Impact } from './domain/edit-impact.ts'

const MARKS: Record<Impact, { shape: string; color: string }> = {
  nothing: { shape: '○', color: 'text-off' },
  off: { shape: '○', color: 'text-off' },
  atOnce: { shape: '●', color: 'text-good' },
  onBySchedule: { shape: '●', color: 'text-good' },
  restarts: { shape: '◐', color: 'text-busy' },
  otherSource: { shape: '◐', color: 'text-busy' },
  moves: { shape: '▲', color: 'text-warning' },
  address: { shape: '▲', color: 'text-warning' },
  newPlaylists: { shape: '▲', color: 'text-warning' },
  offBySchedule: { shape: '▲', color: 'text-warning' },
}

/** Says what saving will do, while there is still time to think. */
export function ImpactNotice(props: { stored: ChannelView; values: ChannelFormValues }) {
  const { t } = useTranslation()
  const minute = useNow((now) => Math.floor(now / 60_000))
  if (minute === null) return null
  const impacts = editImpact(props.stored, props.values, minute * 60_000)
  return (
    <div role="status" className="mr-auto grid min-w-0 gap-0.5 text-sm">
      {impacts.map((impact) => (
        <p key={impact} className="flex items-baseline gap-2">
          <span aria-hidden="true" className={`text-xs ${MARKS[impact].color}`}>
            {MARKS[impact].shape}
          </span>
          <span className={impact === 'nothing' ? 'text-dim' : ''}>{t(`impact.${impact}`)}</span>
        </p>
      ))}
    </div>
  )
}
