import type { ApiKeyView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmForm } from '../../ui/confirm-form.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import type { GroupOption } from '../people/group-choice.tsx'
import { ReachWords } from '../people/reach-words.tsx'

type KeyRowProps = { apiKey: ApiKeyView; groups: readonly GroupOption[] }

/** One key: how it begins, what it may do, when it was used last. */
export function KeyRow({ apiKey, groups }: KeyRowProps) {
  const { t } = useTranslation()
  const { name, prefix, role, groupIds, state, createdBy, lastUsedAt, expiresAt } = apiKey
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium [overflow-wrap:anywhere]">
          {name} <code className="ml-1 font-mono text-xs font-normal text-dim">{prefix}…</code>
        </p>
        <p className="text-xs text-dim">
          {t(`role.${role}`)}
          <ReachWords role={role} groupIds={groupIds} groups={groups} /> ·{' '}
          {t(`keys.state.${state}`)}
          {createdBy ? ` · ${t('keys.by', { email: createdBy })}` : ''}
        </p>
      </div>
      <p className="text-xs text-dim">
        {lastUsedAt ? (
          <>
            {t('keys.used')} <Instant at={lastUsedAt} />
          </>
        ) : (
          t('keys.unused')
        )}
        {expiresAt ? (
          <>
            {' · '}
            {t('keys.until')} <Instant at={expiresAt} dateToo />
          </>
        ) : null}
      </p>
      <RevokeKey apiKey={apiKey} />
    </li>
  )
}

function RevokeKey({ apiKey: { id, name } }: { apiKey: ApiKeyView }) {
  const { t } = useTranslation()
  return (
    <ConfirmForm
      fields={<input type="hidden" name="id" value={id} />}
      title={t('keys.revokeTitle', { name })}
      consequence={<p>{t('keys.revokeText')}</p>}
      trigger={
        <Button look="danger" size="small" aria-label={t('keys.revokeNamed', { name })}>
          {t('keys.revoke')}
        </Button>
      }
      confirm={t('keys.revoke')}
    />
  )
}
