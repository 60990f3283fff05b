import type { BulkResult } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import { summariseBulk } from './domain/bulk-summary.ts'

const EFFECTS = ['restarts', 'starts', 'stops', 'none'] as const
const MARKS = {
  restarts: { shape: '◐', color: 'text-busy' },
  starts: { shape: '●', color: 'text-good' },
  stops: { shape: '▲', color: 'text-warning' },
  none: { shape: '○', color: 'text-off' },
}

/** What an action will do to whom, in sentences with figures. */
export function BulkImpact({ kind, preview }: { kind: string; preview: BulkResult }) {
  const { t } = useTranslation()
  const { effects, obstacles, unchanged } = summariseBulk(preview.channels)
  const rest = [
    unchanged > 0 ? t('bulk.unchanged', { count: unchanged }) : '',
    obstacles.copies > 0 ? t('bulk.copies', { count: obstacles.copies }) : '',
    obstacles.missing > 0 ? t('bulk.missing', { count: obstacles.missing }) : '',
  ].filter(Boolean)
  return (
    <ul className="grid gap-1.5">
      {EFFECTS.filter((effect) => effects[effect].channels > 0).map((effect) => {
        const { channels, watched, viewers } = effects[effect]
        const says = effect === 'none' && kind === 'delete' ? 'removes' : effect
        return (
          <li key={effect} className="flex items-baseline gap-2 text-ink">
            <span aria-hidden="true" className={`text-xs ${MARKS[effect].color}`}>
              {MARKS[effect].shape}
            </span>
            <span>
              {t(`bulk.effect.${says}`, { count: channels })}
              {watched > 0 && effect !== 'none' ? `, ${t('bulk.watched', { count: watched })}` : ''}
              {'.'}
              {effect === 'stops' && viewers > 0 ? (
                <strong className="block font-medium text-bad">
                  {t('bulk.losePicture', { count: viewers })}
                </strong>
              ) : null}
            </span>
          </li>
        )
      })}
      {rest.map((text) => (
        <li key={text} className="flex items-baseline gap-2">
          <span aria-hidden="true" className="text-xs text-off">
            ○
          </span>
          {text}
        </li>
      ))}
    </ul>
  )
}
