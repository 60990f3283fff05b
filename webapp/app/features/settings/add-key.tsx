import type { Role } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { useRequestId } from '../../shared/use-request-id.ts'
import { useUser } from '../../shared/use-user.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { BrowserZone } from '../alerts/zone-fields.tsx'
import { asRole, ROLES } from '../people/domain/people.ts'
import { GroupChoice, type GroupOption } from '../people/group-choice.tsx'
import { FOREVER, KEY_DAYS, UNTIL_DATE } from './domain/key-life.ts'
import type { KeyAnswer } from './key-notice.tsx'

/** A new key, with the roles that its maker has to give. */
type AddKeyProps = {
  answer: KeyAnswer | undefined
  newId: string
  groups: readonly GroupOption[]
}

export function AddKey({ answer, newId, groups }: AddKeyProps) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const rank = ROLES.indexOf(useUser()?.role ?? 'viewer')
  const bounds = useBounds('key.name')
  const [role, setRole] = useState<Role>('viewer')
  const made = answer && 'key' in answer ? answer : null
  const id = useRequestId(newId, made)
  return (
    <Panel title={t('keys.create')}>
      <KeptForm
        saved={made}
        method="post"
        className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto]"
        onReset={() => setRole('viewer')}
      >
        <input type="hidden" name="newId" value={id} />
        <Field label={t('keys.name')} hint={t('keys.nameHint')}>
          {(binding) => <Input {...binding} name="name" required {...bounds} autoComplete="off" />}
        </Field>
        <Field label={t('keys.role')} hint={t(`people.roleText.${role}`)}>
          {(binding) => (
            <Select
              {...binding}
              name="role"
              defaultValue="viewer"
              onChange={(event) => setRole(asRole(event.target.value))}
            >
              {ROLES.filter((_, index) => index <= rank).map((known) => (
                <option key={known} value={known}>
                  {t(`role.${known}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Life answer={answer} key={made?.key} />
        <GroupChoice groups={groups} />
        <Button type="submit" look="primary" aria-disabled={busy} className="lg:mt-6.5">
          {t('keys.create')}
        </Button>
      </KeptForm>
    </Panel>
  )
}

/** How long the key is good; the date is asked for where it is wanted, and always without scripts. */
function Life({ answer }: { answer: KeyAnswer | undefined }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const isBrowser = useIsBrowser()
  const [days, setDays] = useState('90')
  const details = answer && 'problem' in answer ? answer.problem.details : undefined
  return (
    <div className="grid gap-3">
      <Field label={t('keys.life')}>
        {(binding) => (
          <Select
            {...binding}
            name="days"
            defaultValue="90"
            onChange={(event) => setDays(event.target.value)}
          >
            {KEY_DAYS.map((known) => (
              <option key={known} value={known}>
                {t('keys.days', { count: known })}
              </option>
            ))}
            <option value={UNTIL_DATE}>{t('keys.untilDate')}</option>
            <option value={FOREVER}>{t('keys.forever')}</option>
          </Select>
        )}
      </Field>
      {isBrowser && days !== UNTIL_DATE ? null : (
        <>
          <Field
            label={t('keys.date')}
            hint={t('keys.dateHint')}
            problem={apiText.field(problemAt(details ?? [], 'expiresAt'))}
          >
            {(binding) => <Input {...binding} type="date" name="until" className="figure" />}
          </Field>
          <BrowserZone className="text-xs text-dim" />
        </>
      )}
    </div>
  )
}
