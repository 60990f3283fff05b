import type { BoundsByPath } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { Button } from '../../ui/button.tsx'
import { ChangedMeanwhile } from '../../ui/changed-meanwhile.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { isPresetName, type PresetForm } from './domain/preset-form.ts'
import { PresetFields } from './preset-fields.tsx'

/** What came of sending the form: a problem, how many channels a save would give a new run, or what somebody else changed. */
export type PresetAnswer = { values: PresetForm } & (
  | { problem: ApiProblem }
  | { restarts: number; viewers: number }
  | { changed: string[]; stored: PresetForm }
)

/** The form of a preset. What a save would restart is said first, and asked again when it has changed. */
export function PresetEditor(props: {
  title: string
  initial: PresetForm
  bounds: BoundsByPath
  answer: PresetAnswer | undefined
}) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const busy = useNavigation().formMethod === 'POST'
  const { title, initial, bounds, answer } = props
  const problem = answer && 'problem' in answer ? answer.problem : null
  const changed = answer && 'changed' in answer ? answer : null
  const [atFirst] = useState(initial)
  const asked = answer && 'restarts' in answer ? answer : null
  return (
    <Panel title={title}>
      <KeptForm method="post" className="grid gap-5">
        <input type="hidden" name="shown" value={JSON.stringify(changed?.stored ?? atFirst)} />
        <ChangedMeanwhile
          fields={(changed?.changed ?? [])
            .filter(isPresetName)
            .map((name) => t(`preset.field.${name}.label`))}
        />
        <ProblemNotice>{problem && apiText.problem(problem)}</ProblemNotice>
        <PresetFields
          values={answer?.values ?? initial}
          bounds={bounds}
          problems={problem?.details ?? []}
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
      </KeptForm>
    </Panel>
  )
}
