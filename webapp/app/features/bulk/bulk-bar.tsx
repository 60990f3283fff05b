import { useNavigate } from '@remix-run/react'
import {
  ImageUp,
  type LucideIcon,
  Play,
  RotateCcw,
  Server,
  SlidersHorizontal,
  Square,
  Trash2,
  X,
} from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { BulkDialog, type BulkKind } from './bulk-dialog.tsx'
import { keepKnown, NOTHING_SELECTED, selectAll } from './domain/selection.ts'
import { type SelectionStore, useSelection } from './selection-store.ts'

type BulkBarProps = {
  store: SelectionStore
  /** Every channel there is, also those that a filter hides. */
  known: readonly { id: string }[]
  shown: readonly { id: string }[]
}

const ACTIONS: readonly [BulkKind, LucideIcon][] = [
  ['start', Play],
  ['stop', Square],
  ['restart', RotateCcw],
  ['preset', SlidersHorizontal],
  ['move', Server],
]

/** What can be done with the channels chosen. It is there only while some are. */
export function BulkBar({ store, known, shown }: BulkBarProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [kind, setKind] = useState<BulkKind | null>(null)
  const { ids } = useSelection(store)
  useEffect(() => {
    store.change((old) => keepKnown(old, new Set(known.map(({ id }) => id))))
  }, [store, known])
  const channelIds = [...ids]
  const clear = () => store.change(() => NOTHING_SELECTED)
  if (ids.size === 0) return null
  const allShown = shown.every(({ id }) => ids.has(id))
  return (
    <section
      aria-label={t('bulk.label')}
      className="sticky bottom-3 z-20 flex flex-wrap items-center gap-2 rounded-lg border border-edge bg-surface p-2 shadow-float max-lg:bottom-17"
    >
      <p role="status" className="figure px-1.5 text-sm font-semibold">
        {t('bulk.selected', { count: ids.size })}
      </p>
      {allShown ? null : (
        <Button
          look="quiet"
          size="small"
          onClick={() =>
            store.change((old) =>
              selectAll(
                old,
                shown.map(({ id }) => id),
              ),
            )
          }
        >
          {t('bulk.selectAll', { count: shown.length })}
        </Button>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-1.5">
        {ACTIONS.map(([action, Icon]) => (
          <Button key={action} size="small" onClick={() => setKind(action)}>
            <Icon aria-hidden="true" />
            {t(`bulk.action.${action}`)}
          </Button>
        ))}
        <Button
          size="small"
          onClick={() => navigate(`/channels/${channelIds[0]}/logo`, { state: { channelIds } })}
        >
          <ImageUp aria-hidden="true" />
          {t('bulk.action.logo')}
        </Button>
        <Button size="small" look="danger" onClick={() => setKind('delete')}>
          <Trash2 aria-hidden="true" />
          {t('bulk.action.delete')}
        </Button>
        <Button size="icon" look="quiet" aria-label={t('bulk.clear')} onClick={clear}>
          <X aria-hidden="true" />
        </Button>
      </div>
      <BulkDialog
        kind={kind}
        channelIds={channelIds}
        onClose={(left) => {
          setKind(null)
          if (left.length === 0) clear()
          else store.change((old) => keepKnown(old, new Set(left)))
        }}
      />
    </section>
  )
}
