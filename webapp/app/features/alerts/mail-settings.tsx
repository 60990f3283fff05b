import type { AlertSettingsView } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { type EditRefused, useEditedForm } from '../../shared/use-edited-form.ts'
import type { FieldState } from '../../shared/use-field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { EditedForm } from '../../ui/edited-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { Panel } from '../../ui/panel.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { formOfMail, MAIL_FIELDS, type MailForm } from './domain/mail-form.ts'

/** What was sent and could not be saved, and why. */
export type MailRefused = { values: MailForm } & EditRefused<MailForm>

type MailSettingsProps = {
  smtp: AlertSettingsView['smtp']
  refused: MailRefused | null
  /** A new value each time it was saved. */
  saved: unknown
  mayChange: boolean
}

const PATHS = MAIL_FIELDS.map((name) => `smtp.${name}`)

/** The server that e-mail goes through. Its password is only ever entered. */
export function MailSettings({ smtp, refused, saved, mayChange }: MailSettingsProps) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const stored = formOfMail(smtp)
  const edited = useEditedForm({ stored, saved, refused, paths: PATHS })
  return (
    <Panel title={t('alertDelivery.mail')} hint={t('alertDelivery.mailHint')}>
      <EditedForm
        edited={edited}
        saved={saved}
        names={MAIL_FIELDS}
        labelOf={(name) => t(`alertDelivery.${name}`)}
      >
        <fieldset
          disabled={!mayChange}
          className="grid min-w-0 gap-4 sm:grid-cols-2 xl:grid-cols-3"
        >
          <MailFields
            values={refused?.values ?? stored}
            hasPassword={smtp?.hasPassword ?? false}
            state={(name) => edited.problems.at(`smtp.${name}`)}
          />
        </fieldset>
        {mayChange ? (
          <div className="flex flex-wrap gap-2">
            <Button type="submit" name="intent" value="mail" look="primary" aria-disabled={busy}>
              {t('alertDelivery.save')}
            </Button>
            {smtp ? (
              <Button type="submit" name="intent" value="no-mail" aria-disabled={busy}>
                {t('alertDelivery.remove')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </EditedForm>
    </Panel>
  )
}

type MailFieldsProps = {
  values: MailForm
  hasPassword: boolean
  state: (name: keyof MailForm) => FieldState
}

function MailFields({ values, hasPassword, state }: MailFieldsProps) {
  const { t } = useTranslation()
  const shared = { values, state }
  return (
    <>
      <OwnField {...shared} name="server" placeholder="smtp.example.com" />
      <OwnField {...shared} name="port" type="number" inputMode="numeric" />
      <Field label={t('alertDelivery.security')} {...state('security')}>
        {(binding) => (
          <Select key={values.security} {...binding} name="security" defaultValue={values.security}>
            {(['starttls', 'tls', 'none'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`alertDelivery.securities.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <OwnField {...shared} name="user" />
      <OwnField
        {...shared}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={hasPassword ? t('alertDelivery.passwordKept') : undefined}
      />
      <OwnField
        {...shared}
        name="from"
        type="email"
        placeholder="alerts@example.com"
        hint={t('alertDelivery.fromHint')}
      />
    </>
  )
}

type OwnFieldProps = Omit<MailFieldsProps, 'hasPassword'> &
  Omit<React.ComponentProps<typeof TextField>, 'label' | 'name'> & {
    name: Exclude<keyof MailForm, 'security'>
  }

function OwnField({ values, state, name, ...rest }: OwnFieldProps) {
  const { t } = useTranslation()
  const label = t(`alertDelivery.${name}`)
  const bounds = useBounds(`smtp.${name}`)
  return (
    <TextField
      {...rest}
      {...bounds}
      {...state(name)}
      label={label}
      name={name}
      defaultValue={values[name]}
    />
  )
}
