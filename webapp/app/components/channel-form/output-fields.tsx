import type { FieldProblem } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import { type ChannelFormValues, problemAt } from '../../domain/channel-form.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/input.tsx'
import { Panel } from '../ui/panel.tsx'

const HEIGHTS = ['2160', '1080', '720', '576', '480', '360']

type OutputFieldsProps = {
  values: ChannelFormValues
  presets: readonly { id: string; name: string }[]
  problems: FieldProblem[]
  onChange: (change: Partial<ChannelFormValues>) => void
}

export function OutputFields({ values, presets, problems, onChange }: OutputFieldsProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const transcodes = values.mode === 'transcode'
  return (
    <Panel title={t('form.output')} bodyClassName="grid gap-4">
      <fieldset className="grid gap-2 sm:grid-cols-2">
        <legend className="mb-1.5 text-sm font-medium">{t('form.mode')}</legend>
        {(['transcode', 'copy'] as const).map((mode) => (
          <label
            key={mode}
            className="flex gap-2.5 rounded-md border border-edge p-3 text-sm has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="output.mode"
              value={mode}
              checked={values.mode === mode}
              onChange={() => onChange({ mode })}
              className="mt-0.5 size-4"
            />
            <span>
              <span className="block font-medium">{t(`form.${mode}`)}</span>
              <span className="text-xs text-dim">{t(`form.${mode}Hint`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2" hidden={!transcodes}>
        <Field
          label={t('form.preset')}
          problem={apiText.sentence(problemAt(problems, 'output.presetId'))}
        >
          {(binding) => (
            <Select
              {...binding}
              name="output.presetId"
              value={values.presetId}
              onChange={(event) => onChange({ presetId: event.target.value })}
            >
              {presets.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label={t('form.height')}
          problem={apiText.sentence(problemAt(problems, 'output.renditions.0.height'))}
        >
          {(binding) => (
            <Select
              {...binding}
              name="output.renditions.0.height"
              value={values.height}
              onChange={(event) => onChange({ height: event.target.value })}
            >
              <option value="">{t('form.heightSource')}</option>
              {heightsWith(values.height).map((height) => (
                <option key={height} value={height}>
                  {height}p
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('form.deinterlace')} hint={t('form.deinterlaceHint')}>
          {(binding) => (
            <Select
              {...binding}
              name="output.deinterlace"
              value={values.deinterlace}
              onChange={({ target }) =>
                onChange({ deinterlace: target.value === 'field' ? 'field' : 'frame' })
              }
            >
              {(['frame', 'field'] as const).map((kind) => (
                <option key={kind} value={kind}>
                  {t(`form.deinterlaced.${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </Panel>
  )
}

/** A height set over the API is kept, even when the list here does not have it. */
function heightsWith(height: string): string[] {
  return height === '' || HEIGHTS.includes(height) ? HEIGHTS : [height, ...HEIGHTS]
}
