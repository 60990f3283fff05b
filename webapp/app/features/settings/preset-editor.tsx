import type { BoundsByPath } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { type EditRefused, useEditedForm } from '../../shared/use-edited-form.ts'
import { Button } from '../../ui/button.tsx'
import { EditedForm } from '../../ui/edited-form.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { PRESET_NAMES, type PresetForm, presetPath } from './domain/preset-form.ts'
import { PresetFields } from './preset-fields.tsx'

/** What came of sending the form: a problem, how many channels a save would give a new run, or what somebody else changed. */
export type PresetAnswer = { values: PresetForm } & (
  | EditRefused<PresetForm>
  | { restarts: number; viewers: number; shown: string }
)

const PATHS = PRESET_NAMES.map(presetPath)

/** The form of a preset. What a save would restart is said first, and asked again when it has changed. */
export function PresetEditor(props: {
  title: string
  initial: PresetForm
  bounds: BoundsByPath
  answer: PresetAnswer | undefined
}) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const { title, initial, bounds, answer } = props
  const asked = answer && 'restarts' in answer ? answer : null
  const edited = useEditedForm({
    stored: initial,
    saved: null,
    refused: answer ?? null,
    paths: PATHS,
  })
  return (
    <Panel title={title}>
      <EditedForm
        edited={edited}
        saved={null}
        names={PRESET_NAMES}
        labelOf={(name) => t(`preset.field.${name}.label`)}
        className="grid gap-5"
      >
        <PresetFields
          values={answer?.values ?? initial}
          bounds={bounds}
          state={edited.problems.at}
        />
        {asked ? (
          <Notice tone="warning" role="alert">
            <p className="font-medium">{t('preset.restarts', { count: asked.restarts })}</p>
            <p>{t('preset.restartsHow', { viewers: asked.viewers })}</p>
            <input type="hidden" name="confirmed" value={asked.restarts} />
          </Notice>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" aria-disabled={busy}>
            {asked ? t('preset.saveAnyway') : t('preset.save')}
          </Button>
          <LinkButton to="/settings/presets">{t('preset.cancel')}</LinkButton>
        </div>
      </EditedForm>
    </Panel>
  )
}
