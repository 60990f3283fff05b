import type { RestoreItem, RestoreReport } from '@cashbacktv/contract'
import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { fold } from '../../shared/domain/fold.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'

type PlanProps = { report: RestoreReport; busy: boolean; apply: () => void }

/** What a restore would do, and the button that does it; or what it did. */
export function RestorePlan({ report, busy, apply }: PlanProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const { items, dryRun, mode, unknownHosts } = report
  const changes = items.flatMap(({ change, ...item }) =>
    change === 'same' || change === 'left' ? [] : [{ ...item, change }],
  )
  if (dryRun && changes.length === 0) return <Notice tone="good">{t('backup.nothing')}</Notice>
  const word = t('backup.word')
  const mayApply = mode === 'merge' || fold(typed.trim()) === fold(word)
  return (
    <div className="grid gap-3">
      <Effects report={report} />
      {unknownHosts.length > 0 ? (
        <Notice tone="warning">
          {t('backup.unknownHosts', { hosts: unknownHosts.join(', ') })}
        </Notice>
      ) : null}
      <Changes changes={changes} />
      <p className="text-sm text-dim">
        {t('backup.same', { count: items.length - changes.length })}
      </p>
      {dryRun && mode === 'replace' ? (
        <Field label={t('backup.typeWord', { word })} className="max-w-96">
          {(binding) => (
            <Input
              {...binding}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {dryRun ? (
        <div>
          <Button
            look={mode === 'replace' ? 'danger' : 'primary'}
            disabled={!mayApply || busy}
            onClick={apply}
          >
            {t('backup.apply')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function Effects({ report }: { report: RestoreReport }) {
  const { t } = useTranslation()
  const { dryRun, starts, stops, restarts } = report
  const lines = [
    stops > 0 ? t('backup.stops', { count: stops }) : null,
    restarts > 0 ? t('backup.restarts', { count: restarts }) : null,
    starts > 0 ? t('backup.starts', { count: starts }) : null,
  ].filter((line) => line !== null)
  const text = lines.length > 0 ? `${lines.join(' · ')}.` : t('backup.noEffect')
  if (!dryRun) {
    return (
      <Notice tone="good">
        {t('backup.done')} {text}
      </Notice>
    )
  }
  return <Notice tone={stops + restarts > 0 ? 'warning' : 'plain'}>{text}</Notice>
}

type Change = RestoreItem & { change: 'create' | 'change' | 'delete' }

function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation()
  if (changes.length === 0) return null
  return (
    <ScrollBox label={t('backup.restore')} className="max-h-80 overflow-auto">
      <ul className="divide-y divide-line rounded-md border border-line text-sm">
        {changes.map(({ kind, name, change, fields }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and the list never changes
          <li key={index} className="flex flex-wrap gap-x-3 px-3 py-2">
            <span className={change === 'delete' ? 'w-24 text-bad' : 'w-24'}>
              {t(`backup.change.${change}`)}
            </span>
            <span className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
              {kind === 'settings'
                ? t('backup.kind.settings')
                : `${t(`backup.kind.${kind}`)}: ${name}`}
            </span>
            <span className="text-xs text-dim">{fields.join(', ')}</span>
          </li>
        ))}
      </ul>
    </ScrollBox>
  )
}
