import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../domain/api-problem.ts'
import type { PresetForm } from '../../domain/preset-form.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { Button } from '../ui/button.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { PresetFields } from './preset-fields.tsx'

/** What came of sending the form: a problem, or how many channels a save would give a new run. */
export type PresetAnswer = { values: PresetForm } & (
  | { problem: ApiProblem }
  | { restarts: number; viewers: number }
)

/** The form of a preset. What a save would restart is said first, and asked again when it has changed. */
export function PresetEditor(props: {
  title: string
  initial: PresetForm
  answer: PresetAnswer | undefined
}) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const busy = useNavigation().formMethod === 'POST'
  const { title, initial, answer } = props
  const problem = answer && 'problem' in answer ? answer.problem : null
  const asked = answer && 'restarts' in answer ? answer : null
  return (
    <Panel title={title}>
      <Form method="post" className="grid gap-5">
        {problem ? (
          <Notice tone="bad" role="alert">
            {apiText.problem(problem)}
          </Notice>
        ) : null}
        <PresetFields values={answer?.values ?? initial} problems={problem?.details ?? []} />
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
      </Form>
    </Panel>
  )
}
