import type { UserView } from '@cashbacktv/contract'
import { Form } from '@remix-run/react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ROLES } from '../../domain/people.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/input.tsx'

export function PersonActions({ person }: { person: UserView }) {
  const { t } = useTranslation()
  const isDisabled = person.disabledAt !== null
  return (
    <div className="grid gap-x-8 gap-y-5 border-t border-line bg-raised/40 px-4 py-4 md:grid-cols-2 xl:grid-cols-4">
      <RoleForm person={person} />
      <Act person={person} intent="link" hint={t('people.linkHint')}>
        <Button type="submit">{t('people.link')}</Button>
      </Act>
      <Act
        person={person}
        intent={isDisabled ? 'enable' : 'disable'}
        hint={
          isDisabled
            ? t('people.enableHint')
            : `${t('people.disableHint')} ${t('people.endsSessions', { count: person.sessions })}`
        }
      >
        <Button type="submit">{isDisabled ? t('people.enable') : t('people.disable')}</Button>
      </Act>
      <DeletePerson person={person} />
    </div>
  )
}

function RoleForm({ person }: { person: UserView }) {
  const { t } = useTranslation()
  return (
    <Form method="post" className="grid content-start justify-items-start gap-2">
      <Who person={person} intent="role" />
      <Field
        label={t('people.role')}
        hint={t(`people.roleText.${person.role}`)}
        className="w-full max-w-xs"
      >
        {(binding) => (
          <Select {...binding} key={person.role} name="role" defaultValue={person.role}>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit">{t('people.saveRole')}</Button>
    </Form>
  )
}

function DeletePerson({ person }: { person: UserView }) {
  const { t } = useTranslation()
  const formId = useId()
  const { email, sessions } = person
  return (
    <Form method="post" id={formId} className="grid content-start justify-items-start gap-2">
      <Who person={person} intent="delete" />
      <ConfirmDialog
        trigger={<Button look="danger">{t('people.delete')}</Button>}
        title={t('people.deleteTitle', { email })}
        consequence={
          <>
            <p>{t('people.endsSessions', { count: sessions })}</p>
            <p>{t('people.deleteText')}</p>
          </>
        }
        cancel={<Button>{t('people.cancel')}</Button>}
        confirm={
          <Button type="submit" form={formId} look="danger">
            {t('people.delete')}
          </Button>
        }
      />
      <p className="text-xs text-dim">{t('people.deleteText')}</p>
    </Form>
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
