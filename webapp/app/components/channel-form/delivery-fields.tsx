import type { FieldProblem } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import { type ChannelFormValues, problemAt } from '../../domain/channel-form.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Panel } from '../ui/panel.tsx'

type DeliveryFieldsProps = {
  values: ChannelFormValues
  problems: FieldProblem[]
  onChange: (change: Partial<ChannelFormValues>) => void
}

const NUMBERS = [
  { name: 'segmentSeconds', path: 'hls.segmentSeconds', min: 1, max: 10, step: 0.5 },
  { name: 'windowSegments', path: 'hls.windowSegments', min: 3, max: 60, step: 1 },
  { name: 'priority', path: 'priority', min: 0, max: 100, step: 1 },
  { name: 'cpuPercent', path: 'limits.cpuPercent', min: 5, max: 10_000, step: 5 },
  { name: 'memoryMegabytes', path: 'limits.memoryBytes', min: 64, max: 1_000_000, step: 1 },
] as const

/** The playlist, and how the channel is treated when something is wrong. */
export function DeliveryFields({ values, problems, onChange }: DeliveryFieldsProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  return (
    <Panel title={t('delivery.title')} bodyClassName="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        {NUMBERS.map(({ name, path, min, max, step }) => (
          <Field
            key={name}
            label={t(`delivery.${name}`)}
            hint={t(`delivery.${name}Hint`)}
            problem={apiText.sentence(problemAt(problems, path))}
          >
            {(binding) => (
              <Input
                {...binding}
                {...{ min, max, step }}
                type="number"
                name={path}
                className="figure"
                value={values[name]}
                onChange={(event) => onChange({ [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <label className="flex items-center gap-2 py-1 text-sm">
        <input
          type="checkbox"
          name="autoRestart"
          className="size-4"
          checked={values.autoRestart}
          onChange={(event) => onChange({ autoRestart: event.target.checked })}
        />
        {t('form.autoRestart')}
      </label>
    </Panel>
  )
}
