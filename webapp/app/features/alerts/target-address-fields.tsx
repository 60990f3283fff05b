import type { AlertTargetAddressView, AlertTargetKind } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import type { FieldState } from '../../shared/use-field-problems.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TARGET_PATHS, type TargetField, type TargetForm } from './domain/target-form.ts'

export type TargetFieldsProps = {
  values: TargetForm
  state: (path: string) => FieldState
}
type AddressProps = TargetFieldsProps & {
  kind: AlertTargetKind
  /** What is stored already, without its secrets; null for a new one. */
  stored: AlertTargetAddressView | null
}

/** Where messages go, by the kind of target. Secrets are only ever entered. */
export function TargetAddressFields(props: AddressProps) {
  switch (props.kind) {
    case 'email':
      return <Lines {...props} label="to" />
    case 'slack':
    case 'discord':
    case 'teams':
      return <Url {...props} />
    case 'webhook':
      return (
        <>
          <Url {...props} />
          <Secret {...props} />
        </>
      )
    case 'sms':
      return <SmsFields {...props} />
  }
}

function Url({ values, state, stored }: AddressProps) {
  const { t } = useTranslation()
  const bounds = useBounds('alertTarget.url')
  const server = stored && 'server' in stored ? stored.server : null
  // What a change of it lacks is said of the address as a whole.
  const own = state(TARGET_PATHS.url)
  const whole = state('address')
  return (
    <Field
      label={t('alertTarget.field.url')}
      hint={server === null ? undefined : t('alertTarget.fieldHint.kept', { server })}
      problem={own.problem ?? whole.problem}
      autoFocus={own.autoFocus || whole.autoFocus}
      className="sm:col-span-2"
    >
      {(binding) => (
        <Input
          {...binding}
          {...plain('url', values)}
          inputMode="url"
          placeholder="https://"
          {...bounds}
          className="font-mono"
        />
      )}
    </Field>
  )
}

function Secret({ values, state, stored }: AddressProps) {
  const { t } = useTranslation()
  const bounds = useBounds('alertTarget.secret')
  return (
    <Field
      label={t('alertTarget.field.secret')}
      hint={t(`alertTarget.fieldHint.${stored ? 'secretKept' : 'secretNew'}`)}
      {...state(TARGET_PATHS.secret)}
      className="sm:col-span-2"
    >
      {(binding) => (
        <Input {...binding} {...plain('secret', values)} {...bounds} className="font-mono" />
      )}
    </Field>
  )
}

function SmsFields(props: AddressProps) {
  const { t } = useTranslation()
  const { values, state, stored } = props
  const names = stored?.kind === 'sms' ? stored.headers : []
  return (
    <>
      <Lines {...props} label="phones" />
      <Field label={t('alertTarget.field.method')} {...state(TARGET_PATHS.method)}>
        {(binding) => (
          <Select {...binding} name="method" defaultValue={values.method}>
            {['POST', 'PUT', 'GET'].map((method) => (
              <option key={method}>{method}</option>
            ))}
          </Select>
        )}
      </Field>
      <Url {...props} />
      <Area
        {...props}
        name="headers"
        hint={
          names.length > 0
            ? t('alertTarget.fieldHint.headersKept', { names: names.join(', ') })
            : t('alertTarget.fieldHint.headers')
        }
      />
      <Area
        {...props}
        name="body"
        hint={t(`alertTarget.fieldHint.${stored ? 'bodyKept' : 'body'}`)}
      />
    </>
  )
}

function Lines({ values, state, label }: TargetFieldsProps & { label: 'to' | 'phones' }) {
  const { t } = useTranslation()
  return (
    <Field
      label={t(`alertTarget.field.${label}`)}
      hint={t(`alertTarget.fieldHint.${label}`)}
      {...state(TARGET_PATHS.to)}
    >
      {(binding) => <TextArea {...binding} {...plain('to', values)} rows={3} />}
    </Field>
  )
}

type AreaProps = TargetFieldsProps & { name: 'headers' | 'body'; hint: string }

function Area({ values, state, name, hint }: AreaProps) {
  const { t } = useTranslation()
  return (
    <Field
      label={`${t(`alertTarget.field.${name}`)} (${t('common.optional')})`}
      hint={hint}
      {...state(TARGET_PATHS[name])}
    >
      {(binding) => (
        <TextArea {...binding} {...plain(name, values)} rows={4} className="font-mono" />
      )}
    </Field>
  )
}

/** A field whose contents no browser corrects or keeps. */
function plain(
  name: Extract<TargetField, 'to' | 'url' | 'secret' | 'headers' | 'body'>,
  values: TargetForm,
) {
  return {
    name,
    defaultValue: values[name],
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
  }
}
