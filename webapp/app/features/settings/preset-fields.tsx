import type { BoundsByPath } from '@cashbacktv/contract'
import type { FieldState } from '../../shared/use-field-problems.ts'
import { PRESET_NAMES, type PresetForm, presetPath } from './domain/preset-form.ts'
import { PresetField } from './preset-field.tsx'

type PresetFieldsProps = {
  values: PresetForm
  /** Of the contract, by path. */
  bounds: BoundsByPath
  state: (path: string) => FieldState
}

/** The fields of a preset. */
export function PresetFields({ values, bounds, state }: PresetFieldsProps) {
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 min-[137.5rem]:grid-cols-6">
      {PRESET_NAMES.map((name) => (
        <PresetField
          key={name}
          name={name}
          value={values[name]}
          bounds={bounds[presetPath(name)] ?? {}}
          state={state(presetPath(name))}
        />
      ))}
    </div>
  )
}
