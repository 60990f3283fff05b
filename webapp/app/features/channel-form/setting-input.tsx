import { inUnits } from '../../shared/domain/input-bounds.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { fieldAt, type PathOf } from './domain/setting-fields.ts'
import { useChannelForm } from './form-context.tsx'
import { useControl } from './use-control.ts'
import { useSettingTexts } from './use-setting-texts.ts'

/** A text or a number of the channel, with its bounds and what is wrong with it. */
export function SettingInput({ path }: { path: PathOf<'text' | 'number' | 'list'> }) {
  const { values, change, problem, boundsAt } = useChannelForm()
  const control = useControl()
  const { label, hint } = useSettingTexts(path)
  const field = fieldAt(path)
  const bounds = boundsAt(path)
  const { required, maxLength } = bounds
  const unit = field.kind === 'number' ? (field.unit ?? 1) : 1
  const shared = { name: path, required, value: values[path] }
  const isCode = field.kind === 'list' || (field.kind === 'text' && field.isCode)
  const plain = { autoCapitalize: 'none', spellCheck: false, className: 'font-mono' }
  return (
    <Field
      label={label}
      hint={hint}
      problem={problem(path)}
      {...control(path)}
      {...(field.kind === 'text' && field.isLong ? { className: 'sm:col-span-2' } : {})}
    >
      {(binding) => {
        if (field.kind === 'number') {
          return (
            <Input
              {...binding}
              {...shared}
              type="number"
              {...inUnits(bounds, unit)}
              step={field.step}
              className="figure"
              onChange={({ target }) => change({ [path]: target.value })}
            />
          )
        }
        const text = { ...binding, ...shared, maxLength, autoComplete: 'off' }
        return field.kind === 'text' && field.isLong ? (
          <TextArea
            {...text}
            rows={3}
            onChange={({ target }) => change({ [path]: target.value })}
          />
        ) : (
          <Input
            {...text}
            {...(isCode ? plain : {})}
            onChange={({ target }) => change({ [path]: target.value })}
          />
        )
      }}
    </Field>
  )
}
