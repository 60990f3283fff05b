import type { BoundsByPath, FieldProblem } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { PRESET_NAMES, type PresetForm, presetPath } from './domain/preset-form.ts'
import { PresetField } from './preset-field.tsx'

type PresetFieldsProps = {
  values: PresetForm
  /** Of the contract, by path. */
  bounds: BoundsByPath
  problems: readonly FieldProblem[]
}

/** The fields of a preset. */
export function PresetFields({ values, bounds, problems }: PresetFieldsProps) {
  const apiText = useApiText()
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 min-[137.5rem]:grid-cols-6">
      {PRESET_NAMES.map((name) => (
        <PresetField
          key={name}
          name={name}
          value={values[name]}
          bounds={bounds[presetPath(name)] ?? {}}
          problem={apiText.field(problemAt(problems, presetPath(name)))}
        />
      ))}
    </div>
  )
}
