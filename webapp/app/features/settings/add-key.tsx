import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useRequestId } from '../../shared/use-request-id.ts'
import { useUser } from '../../shared/use-user.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ROLES } from '../people/domain/people.ts'
import type { KeyAnswer } from './key-notice.tsx'

const DAYS = [30, 90, 365]

/** A new key, with the roles that its maker has to give. */
export function AddKey({ answer, newId }: { answer: KeyAnswer | undefined; newId: string }) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const rank = ROLES.indexOf(useUser()?.role ?? 'viewer')
  const made = answer && 'key' in answer ? answer : null
  const id = useRequestId(newId, made)
  return (
    <Panel title={t('keys.create')}>
      <KeptForm
        saved={made}
        method="post"
        className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto]"
      >
        <input type="hidden" name="newId" value={id} />
        <Field label={t('keys.name')} hint={t('keys.nameHint')}>
          {(binding) => (
            <Input {...binding} name="name" required maxLength={60} autoComplete="off" />
          )}
        </Field>
        <Field label={t('keys.role')}>
          {(binding) => (
            <Select {...binding} name="role" defaultValue="viewer">
              {ROLES.filter((_, index) => index <= rank).map((role) => (
                <option key={role} value={role}>
                  {t(`role.${role}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('keys.life')}>
          {(binding) => (
            <Select {...binding} name="days" defaultValue="90">
              {DAYS.map((days) => (
                <option key={days} value={days}>
                  {t('keys.days', { count: days })}
                </option>
              ))}
              <option value="0">{t('keys.forever')}</option>
            </Select>
          )}
        </Field>
        <Button type="submit" look="primary" aria-disabled={busy} className="lg:mt-6.5">
          {t('keys.create')}
        </Button>
      </KeptForm>
    </Panel>
  )
}
