import { useNavigation } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { useRequestId } from '../../shared/use-request-id.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ROLES } from './domain/people.ts'
import { GroupChoice, type GroupOption } from './group-choice.tsx'
import { MailChoice } from './mail-choice.tsx'
import { NewPassword } from './new-password.tsx'
import type { PeopleAnswer } from './people-notice.tsx'

type AddPersonProps = {
  answer: PeopleAnswer | undefined
  newId: string
  mailsLinks: boolean
  groups: readonly GroupOption[]
}

export function AddPerson({ answer, newId, mailsLinks, groups }: AddPersonProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const busy = useNavigation().formMethod === 'POST'
  const problems = answer && 'problem' in answer ? answer.problem.details : []
  const problemOf = (path: string) => apiText.field(problemAt(problems, path))
  const wasCreated = answer && 'done' in answer && answer.done === 'created' ? answer : null
  const id = useRequestId(newId, wasCreated)
  return (
    <Panel title={t('people.add')}>
      <KeptForm
        saved={wasCreated}
        method="post"
        noValidate
        className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_minmax(10rem,1fr)_minmax(0,2fr)_auto]"
      >
        <input type="hidden" name="intent" value="create" />
        <input type="hidden" name="newId" value={id} />
        <Field label={t('people.email')} problem={problemOf('email')}>
          {(binding) => (
            <Input {...binding} name="email" type="email" autoComplete="off" required />
          )}
        </Field>
        <Field label={t('people.role')}>
          {(binding) => (
            <Select {...binding} name="role" defaultValue="operator">
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {t(`role.${role}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <NewPassword
          name="password"
          label={`${t('people.addPassword')} (${t('common.optional')})`}
          hint={t('people.addPasswordHint')}
          problem={problemOf('password')}
          email={null}
        />
        <GroupChoice groups={groups} problem={problemOf('groupIds')} />
        {mailsLinks ? <MailChoice /> : null}
        <Button type="submit" look="primary" aria-disabled={busy} className="lg:mt-6.5">
          {t('people.addButton')}
        </Button>
      </KeptForm>
    </Panel>
  )
}
