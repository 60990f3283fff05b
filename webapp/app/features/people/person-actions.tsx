import type { UserView } from '@cashbacktv/contract'
import { Form } from '@remix-run/react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmForm } from '../../ui/confirm-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { asRole, ROLES } from './domain/people.ts'
import { GroupChoice, type GroupOption } from './group-choice.tsx'
import { MailChoice } from './mail-choice.tsx'

type PersonActionsProps = {
  person: UserView
  mailsLinks: boolean
  groups: readonly GroupOption[]
}

export function PersonActions({ person, mailsLinks, groups }: PersonActionsProps) {
  const { t } = useTranslation()
  const isDisabled = person.disabledAt !== null
  return (
    <div className="grid gap-x-8 gap-y-5 border-t border-line bg-raised/40 px-4 py-4 md:grid-cols-2 xl:grid-cols-5">
      <RoleForm person={person} />
      <ReachForm person={person} groups={groups} />
      <Act person={person} intent="link" hint={t('people.linkHint')}>
        <Button type="submit">{t('dashboard.makeLink')}</Button>
        {mailsLinks ? <MailChoice /> : null}
      </Act>
      <div className="grid content-start justify-items-start gap-2">
        <LinkButton to={`/settings/users/${person.id}/sessions`}>
          {t('people.showSessions')}
        </LinkButton>
        <p className="text-xs text-dim">{t('people.showSessionsHint')}</p>
      </div>
      {isDisabled ? (
        <Act person={person} intent="enable" hint={t('people.enableHint')}>
          <Button type="submit">{t('people.enable')}</Button>
        </Act>
      ) : (
        <DisablePerson person={person} />
      )}
      {person.secondStep ? <ResetSecondStep person={person} /> : null}
      {person.passkeys > 0 ? <RemovePasskeys person={person} /> : null}
      <DeletePerson person={person} />
    </div>
  )
}

function RoleForm({ person }: { person: UserView }) {
  const { t } = useTranslation()
  const { email, role: before } = person
  const [role, setRole] = useState(before)
  return (
    <ConfirmForm
      key={before}
      isKept
      className="grid content-start justify-items-start gap-2"
      fields={
        <>
          <Who person={person} intent="role" />
          <Field
            label={t('people.role')}
            hint={t(`people.roleText.${role}`)}
            className="w-full max-w-xs"
          >
            {(binding) => (
              <Select
                {...binding}
                name="role"
                defaultValue={before}
                onChange={(event) => setRole(asRole(event.target.value))}
              >
                {ROLES.map((known) => (
                  <option key={known} value={known}>
                    {t(`role.${known}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </>
      }
      title={t('people.roleTitle', { email })}
      consequence={
        <>
          <p>{t('people.roleChange', { before: t(`role.${before}`), role: t(`role.${role}`) })}</p>
          <p>{t(`people.roleText.${role}`)}</p>
        </>
      }
      look="primary"
      confirm={t('people.roleConfirm')}
      trigger={<Button type="submit">{t('people.saveRole')}</Button>}
    />
  )
}

function ReachForm({ person, groups }: { person: UserView; groups: readonly GroupOption[] }) {
  const { t } = useTranslation()
  if (groups.length === 0 && person.groupIds === null) return null
  return (
    <Form method="post" className="grid content-start justify-items-start gap-2">
      <Who person={person} intent="groups" />
      <GroupChoice groups={groups} chosen={person.groupIds} key={person.groupIds?.join() ?? ''} />
      <Button type="submit">{t('groups.saveReach')}</Button>
    </Form>
  )
}

function DisablePerson({ person }: { person: UserView }) {
  const { t } = useTranslation()
  const ends = t('people.endsSessions', { count: person.sessions })
  return (
    <ConfirmForm
      className="grid content-start justify-items-start gap-2"
      fields={<Who person={person} intent="disable" />}
      title={t('people.disableTitle', { email: person.email })}
      consequence={
        <>
          <p>{ends}</p>
          <p>{t('people.disableHint')}</p>
        </>
      }
      confirm={t('people.disable')}
      trigger={<Button type="submit">{t('people.disable')}</Button>}
    >
      <p className="text-xs text-dim">{`${t('people.disableHint')} ${ends}`}</p>
    </ConfirmForm>
  )
}

function DeletePerson({ person }: { person: UserView }) {
  const { t } = useTranslation()
  const { email, sessions } = person
  return (
    <ConfirmForm
      className="grid content-start justify-items-start gap-2"
      fields={<Who person={person} intent="delete" />}
      title={t('people.deleteTitle', { email })}
      consequence={
        <>
          <p>{t('people.endsSessions', { count: sessions })}</p>
          <p>{t('people.deleteText')}</p>
        </>
      }
      confirm={t('people.delete')}
      trigger={<Button look="danger">{t('people.delete')}</Button>}
    >
      <p className="text-xs text-dim">{t('people.deleteText')}</p>
    </ConfirmForm>
  )
}

function ResetSecondStep({ person }: { person: UserView }) {
  const { t } = useTranslation()
  return (
    <ConfirmForm
      className="grid content-start justify-items-start gap-2"
      fields={<Who person={person} intent="resetStep" />}
      title={t('secondStep.resetTitle', { email: person.email })}
      consequence={<p>{t('secondStep.resetText')}</p>}
      confirm={t('secondStep.reset')}
      trigger={<Button type="submit">{t('secondStep.reset')}</Button>}
    >
      <p className="text-xs text-dim">{t('secondStep.resetText')}</p>
    </ConfirmForm>
  )
}

function RemovePasskeys({ person }: { person: UserView }) {
  const { t } = useTranslation()
  return (
    <ConfirmForm
      className="grid content-start justify-items-start gap-2"
      fields={<Who person={person} intent="removePasskeys" />}
      title={t('passkey.resetTitle', { email: person.email })}
      consequence={<p>{t('passkey.resetText')}</p>}
      confirm={t('passkey.reset')}
      trigger={<Button type="submit">{t('passkey.reset')}</Button>}
    >
      <p className="text-xs text-dim">{t('passkey.resetText')}</p>
    </ConfirmForm>
  )
}

type ActProps = { person: UserView; intent: string; hint: string; children: ReactNode }

function Act({ person, intent, hint, children }: ActProps) {
  return (
    <Form method="post" className="grid content-start justify-items-start gap-2">
      <Who person={person} intent={intent} />
      {children}
      <p className="text-xs text-dim">{hint}</p>
    </Form>
  )
}

function Who({ person, intent }: { person: UserView; intent: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="id" value={person.id} />
      <input type="hidden" name="email" value={person.email} />
    </>
  )
}
