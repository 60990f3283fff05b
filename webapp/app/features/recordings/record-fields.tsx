import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import type { FieldState } from '../../shared/use-field-problems.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import type { Named } from '../alerts/domain/named.ts'

export type TextProps<Name> = { name: Name; state: FieldState; value: string | undefined }

type ChannelFieldProps = { channels: readonly Named[]; chosen: string; state: FieldState }

/** Of which channel. */
export function ChannelField({ channels, chosen, state }: ChannelFieldProps) {
  const { t } = useTranslation()
  return (
    <Field label={t('recordings.channel')} {...state}>
      {(binding) => (
        <Select {...binding} name="channelId" defaultValue={chosen}>
          {channels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** What the recording is called. */
export function NameField({ state, value }: Omit<TextProps<string>, 'name'>) {
  const { t } = useTranslation()
  const bounds = useBounds('recording.name')
  return (
    <Field label={t('recordings.name')} {...state}>
      {(binding) => (
        <Input {...binding} name="name" defaultValue={value} {...bounds} autoComplete="off" />
      )}
    </Field>
  )
}

type FileBoxesProps = { isExported: boolean | undefined; isUploaded: boolean | undefined }

/** Whether a file is made of it, and a copy of that uploaded. */
export function FileBoxes(chosen: FileBoxesProps) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
      {(['isExported', 'isUploaded'] as const).map((name) => (
        <label key={name} className="flex items-center gap-2">
          <input type="checkbox" name={name} className="size-4" defaultChecked={chosen[name]} />
          {t(`recordings.${name}`)}
        </label>
      ))}
    </div>
  )
}

/** Days or hours; empty where none are wanted. */
export function Amount({ name, state, value }: TextProps<'keepDays' | 'rollingHours'>) {
  const { t } = useTranslation()
  const bounds = useBounds(`recording.${name}`)
  return (
    <Field
      label={t(`recordings.${name}`)}
      hint={t(name === 'keepDays' ? 'recordings.keepHint' : 'recordings.rollingHint')}
      {...state}
    >
      {(binding) => (
        <Input
          {...binding}
          {...bounds}
          type="number"
          className="figure"
          name={name}
          defaultValue={value}
        />
      )}
    </Field>
  )
}
