import type { ImportRow } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'

const LOOKS = {
  ready: { mark: '●', color: 'text-good' },
  double: { mark: '▲', color: 'text-warning' },
  bad: { mark: '◆', color: 'text-bad' },
  made: { mark: '✓', color: 'text-good' },
}

/** Whether a row can be made, told by shape and word and not by colour alone. */
export function RowState({ row }: { row: Pick<ImportRow, 'state' | 'channelId'> }) {
  const { t } = useTranslation()
  const state = row.channelId === null ? row.state : 'made'
  const { mark, color } = LOOKS[state]
  return (
    <span className={`text-xs whitespace-nowrap ${color}`}>
      <span aria-hidden="true">{mark} </span>
      {t(`import.state.${state}`)}
    </span>
  )
}
