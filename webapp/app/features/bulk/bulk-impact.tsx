import type { BulkResult } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { summariseBulk } from './domain/bulk-summary.ts'

const EFFECTS = ['moves', 'restarts', 'starts', 'stops', 'none'] as const
const MARKS = {
  moves: { shape: '▲', color: 'text-warning' },
  restarts: { shape: '◐', color: 'text-busy' },
  starts: { shape: '●', color: 'text-good' },
  stops: { shape: '▲', color: 'text-warning' },
  none: { shape: '○', color: 'text-off' },
}

/** Nothing starts or ends, and yet something is done. */
const NONE_OF: Partial<Record<string, 'removes' | 'places'>> = { delete: 'removes', move: 'places' }

/** What an action will do to whom, in sentences with figures. */
export function BulkImpact({ kind, preview }: { kind: string; preview: BulkResult }) {
  const { t } = useTranslation()
  const { effects, obstacles, unchanged, ...moves } = summariseBulk(preview.channels)
  const warnings = [
    effects.moves.viewers > 0 ? t('bulk.seeBreak', { count: effects.moves.viewers }) : '',
    moves.newAddresses > 0 ? t('bulk.newAddress', { count: moves.newAddresses }) : '',
    moves.leavingSilent > 0 ? t('bulk.leavesSilent', { count: moves.leavingSilent }) : '',
  ].filter(Boolean)
  const rest = [
    unchanged > 0 ? t('bulk.unchanged', { count: unchanged }) : '',
    obstacles.copies > 0 ? t('bulk.copies', { count: obstacles.copies }) : '',
    obstacles.missing > 0 ? t('bulk.missing', { count: obstacles.missing }) : '',
  ].filter(Boolean)
  return (
    <ul className="grid gap-1.5">
      {EFFECTS.filter((effect) => effects[effect].channels > 0).map((effect) => {
        const { channels, watched, viewers } = effects[effect]
        const says = effect === 'none' ? (NONE_OF[kind] ?? effect) : effect
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
                  {t('command.viewersLost', { count: viewers })}
                </strong>
              ) : null}
            </span>
          </li>
        )
      })}
      {warnings.map((text) => (
        <li key={text} className="flex items-baseline gap-2 font-medium text-ink">
          <span aria-hidden="true" className="text-xs text-warning">
            ▲
          </span>
          {text}
        </li>
      ))}
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
