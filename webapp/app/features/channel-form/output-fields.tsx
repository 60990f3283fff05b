import type { SourceFacts } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { FieldProblemText } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AudioFields } from './audio-fields.tsx'
import { AudioLevel } from './audio-level.tsx'
import { useChannelForm } from './form-context.tsx'
import { LadderFields } from './ladder-fields.tsx'
import { PinnedHostWarnings } from './pinned-host-warnings.tsx'
import { SettingFlag } from './setting-flag.tsx'
import { SettingSelect } from './setting-select.tsx'
import { StepTitle } from './step-title.tsx'
import { SubtitleFields } from './subtitle-fields.tsx'
import { useControl } from './use-control.ts'

const HEIGHTS = ['2160', '1080', '720', '576', '480', '360']

type OutputFieldsProps = {
  presets: readonly { id: string; name: string }[]
  /** What a probe found of the first source; null while none has. */
  facts: SourceFacts | null
  /** Over the API a channel may have been left without any. */
  hasAudio: boolean
}

export function OutputFields({ presets, facts, hasAudio }: OutputFieldsProps) {
  const { t } = useTranslation()
  const { values } = useChannelForm()
  const heights = heightsWith(values['output.renditions.0.height'])
  return (
    <Panel title={<StepTitle part="picture" />} bodyClassName="grid gap-4">
      <ModeChoice />
      <div className="grid gap-4 sm:grid-cols-2" hidden={values['output.mode'] !== 'transcode'}>
        <SettingSelect
          path="output.presetId"
          options={presets.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <SettingSelect
          path="output.renditions.0.height"
          options={[
            { value: '', text: t('form.heightSource') },
            ...heights.map((height) => ({ value: height, text: `${height}p` })),
          ]}
        />
        <SettingSelect
          path="output.deinterlace"
          options={(['frame', 'field'] as const).map((kind) => ({
            value: kind,
            text: t(`form.deinterlaced.${kind}`),
          }))}
        />
        <SettingSelect
          path="output.encoder"
          options={(['cpu', 'gpu-if-there', 'gpu'] as const).map((choice) => ({
            value: choice,
            text: t(`form.encoders.${choice}`),
          }))}
        />
        <SettingSelect
          path="output.codec"
          options={(['h264', 'hevc'] as const).map((codec) => ({
            value: codec,
            text: t(`form.codecs.${codec}`),
          }))}
        />
        <div className="sm:col-span-2">
          <PinnedHostWarnings />
          <LadderFields />
        </div>
      </div>
      {hasAudio ? <SettingFlag path="output.audio.asVariant" /> : null}
      <AudioLevel />
      <AudioFields facts={facts} />
      <SubtitleFields facts={facts} />
    </Panel>
  )
}

function ModeChoice() {
  const { t } = useTranslation()
  const { values, change, problem } = useChannelForm()
  const { autoFocus, ...control } = useControl()('output.mode')
  const wrong = problem('output.mode')
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2">
      <legend className="mb-1.5 text-sm font-medium">{t('setting.output.mode.label')}</legend>
      {(['transcode', 'copy'] as const).map((mode) => (
        <label
          key={mode}
          className="flex gap-2.5 rounded-md border border-edge p-3 text-sm has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            {...(values['output.mode'] === mode ? { ...control, autoFocus } : {})}
            type="radio"
            name="output.mode"
            value={mode}
            checked={values['output.mode'] === mode}
            onChange={() => change({ 'output.mode': mode })}
            className="mt-0.5 size-4"
          />
          <span>
            <span className="block font-medium">{t(`form.${mode}`)}</span>
            <span className="text-xs text-dim">{t(`form.${mode}Hint`)}</span>
          </span>
        </label>
      ))}
      {wrong ? <FieldProblemText>{wrong}</FieldProblemText> : null}
    </fieldset>
  )
}

/** A height set over the API is kept, even when the list here does not have it. */
function heightsWith(height: string): string[] {
  return height === '' || HEIGHTS.includes(height) ? HEIGHTS : [height, ...HEIGHTS]
}
