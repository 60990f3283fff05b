import type { MaintenanceView } from '@cashbacktv/contract'
import { Form } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { ActButton } from '../../ui/act-button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { DeleteForm } from './delete-form.tsx'
import { useDeletion } from './use-deletion.ts'

/** What a window is of, in words. */
export function useWindowName() {
  const { t } = useTranslation()
  return ({ scope, name }: Pick<MaintenanceView, 'scope' | 'name'>): string =>
    scope.kind === 'all' ? t('maintenance.everything') : (name ?? t('maintenance.gone'))
}

/** One window: of what, from when until when, and by whom. */
export function WindowRow({ window, mayChange }: { window: MaintenanceView; mayChange: boolean }) {
  const { t } = useTranslation()
  const name = useWindowName()(window)
  const deletion = useDeletion()
  const { id, scope, from, until, note, createdBy, state } = window
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">
        <p>
          <span className="font-medium">{name}</span>
          {scope.kind === 'all' ? null : (
            <span className="text-dim">
              {' '}
              ({t(`alerts.page.causes.${scope.kind === 'host' ? 'machine' : 'channel'}`)})
            </span>
          )}
        </p>
        {note ? <p className="text-dim">{note}</p> : null}
        <p className="text-xs text-dim">
          <Instant at={from} dateToo /> – <Instant at={until} dateToo />
          {createdBy ? ` · ${t('maintenance.by', { name: createdBy })}` : ''}
        </p>
      </div>
      {mayChange ? (
        <div className="flex items-center gap-1">
          {state === 'active' ? <EndNow id={id} name={name} /> : null}
          <DeleteForm {...deletion.ofMaintenance({ id, name })} />
        </div>
      ) : null}
    </li>
  )
}

function EndNow({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      <ActButton intent="end" label={t('maintenance.endNamed', { name })}>
        {t('maintenance.end')}
      </ActButton>
    </Form>
  )
}
