import { useTranslation } from '../../i18n/use-translation.ts'
import { Field, type FieldBinding } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { useControl } from './use-control.ts'

type TrackChoiceProps = {
  label: string
  hint?: string
  name: string
  value: string
  /** What it says while nothing is chosen. */
  none: string
  /** One that is refused is told of and cannot be chosen. */
  offered: readonly { value: string; text: string; isRefused?: boolean }[]
  /** What the value means, where it is none of those that are offered; null for nothing that is there. */
  meant?: string | null
  problem: string | undefined
  onValue: (value: string) => void
}

/** A programme or a track of a source: typed until a probe has found what there is to choose from. */
export function TrackChoice({
  label,
  hint,
  name,
  value,
  none,
  offered,
  meant = null,
  problem,
  onValue,
}: TrackChoiceProps) {
  const { t } = useTranslation()
  const own = useControl()(name)
  const control = (binding: FieldBinding) => {
    const common = {
      ...binding,
      name,
      value,
      onChange: (event: { target: { value: string } }) => onValue(event.target.value),
    }
    if (offered.length === 0) {
      return <Input {...common} autoComplete="off" spellCheck={false} placeholder={none} />
    }
    const isOffered = value === '' || offered.some((one) => one.value === value)
    return (
      <Select {...common}>
        <option value="">{none}</option>
        {isOffered ? null : (
          <option value={value}>
            {meant === null ? t('tracks.gone', { value }) : `${value} · ${meant}`}
          </option>
        )}
        {offered.map((one) => (
          <option key={one.value} value={one.value} disabled={one.isRefused}>
            {one.text}
          </option>
        ))}
      </Select>
    )
  }
  return (
    <Field label={label} hint={hint} problem={problem} {...own}>
      {control}
    </Field>
  )
}
