import { PutQualityScheduleInput } from '@cashbacktv/contract'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { judge } from '../features/channel-form/judge.server.ts'
import {
  readTyped,
  type SettingsProblem,
  type SettingsTyped,
  typedOf,
} from '../features/settings/domain/host-settings-form.ts'
import {
  formOfQualitySchedule,
  qualityScheduleBody,
  readQualityScheduleForm,
} from '../features/settings/domain/quality-schedule-form.ts'
import { HOST_BOUNDS, HOST_DEFAULTS } from '../features/settings/host-settings-bounds.server.ts'
import {
  QualitySchedule,
  type QualityScheduleRefused,
} from '../features/settings/quality-schedule.tsx'
import { SystemSettings } from '../features/settings/system-settings.tsx'
import { PreferenceForms } from '../features/shell/preference-forms.tsx'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { changedMeanwhile, readShown, shownIn } from '../shared/domain/changed-meanwhile.ts'
import type { FilledFrom } from '../shared/use-edited-form.ts'
import { useUser } from '../shared/use-user.ts'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const [settings, schedule] = await Promise.all([
    load(args, (api) => api.settings.get.query()),
    load(args, (api) => api.qualitySchedule.get.query()),
  ])
  return { settings, schedule, defaults: HOST_DEFAULTS, bounds: HOST_BOUNDS }
}

type Answer =
  | { done: 'saved' | 'restored' }
  | { qualityDone: true }
  | QualityScheduleRefused
  | {
      typed: SettingsTyped
      problems: SettingsProblem[]
      refused: ApiProblem | null
      /** Not of a form that comes back as it is stored. */
      filledFrom?: FilledFrom<SettingsTyped>
    }

export async function action(args: ActionFunctionArgs): Promise<Answer> {
  const form = await args.request.formData()
  if (form.get('intent') === 'quality-schedule') return putQualitySchedule(args, form)
  if (form.get('intent') === 'defaults') {
    const result = await attempt(args, (api) => api.settings.put.mutate(HOST_DEFAULTS))
    return result.ok ? { done: 'restored' } : { typed: {}, problems: [], refused: result.problem }
  }
  const shown = shownIn(form)
  const filledFrom = { shown }
  const texts = [...form].filter(([name]) => name !== 'shown')
  const typed = Object.fromEntries(texts.map(([name, value]) => [name, String(value)]))
  const read = readTyped(typed, HOST_BOUNDS, HOST_DEFAULTS)
  if (!read.ok) return { typed, problems: read.problems, refused: null, filledFrom }
  const now = await attempt(args, (api) => api.settings.get.query())
  if (!now.ok) return { typed, problems: [], refused: now.problem, filledFrom }
  const stored = typedOf(now.value)
  const changed = changedMeanwhile(readShown(shown), stored, typedOf(read.settings))
  if (changed.length > 0) {
    return { typed, problems: [], refused: null, filledFrom: { changed, stored } }
  }
  const result = await attempt(args, (api) => api.settings.put.mutate(read.settings))
  return result.ok
    ? { done: 'saved' }
    : { typed, problems: [], refused: result.problem, filledFrom }
}

async function putQualitySchedule(args: ActionFunctionArgs, form: FormData): Promise<Answer> {
  const quality = readQualityScheduleForm(form)
  const shown = shownIn(form)
  const body = judge(PutQualityScheduleInput, qualityScheduleBody(quality))
  if (!body.ok) return { quality, shown, problem: body.problem }
  const now = await attempt(args, (api) => api.qualitySchedule.get.query())
  if (!now.ok) return { quality, shown, problem: now.problem }
  const stored = formOfQualitySchedule(now.value)
  const changed = changedMeanwhile(readShown(shown), stored, quality)
  if (changed.length > 0) return { quality, changed, stored }
  const result = await attempt(args, (api) => api.qualitySchedule.put.mutate(body.value))
  return result.ok ? { qualityDone: true } : { quality, shown, problem: result.problem }
}

export default function GeneralSettings() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { settings, schedule, defaults, bounds } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isAdmin = useUser()?.role === 'admin'
  const refused = answer && 'refused' in answer ? answer.refused : null
  const isQualityDone = answer !== undefined && 'qualityDone' in answer
  // The answer comes before the page is read again: until then it has what was there before the save.
  const isRead = useNavigation().state === 'idle'
  return (
    <>
      <Panel title={t('settings.appearance')} hint={t('settings.appearanceText')}>
        <PreferenceForms />
      </Panel>
      {answer && 'done' in answer ? (
        <Notice tone="good" role="status">
          {t(`system.${answer.done}`)}
        </Notice>
      ) : null}
      <ProblemNotice>{refused && apiText.problem(refused)}</ProblemNotice>
      <SystemSettings
        settings={settings}
        defaults={defaults}
        bounds={bounds}
        typed={answer && 'typed' in answer && answer.typed.stallSeconds ? answer.typed : null}
        problems={useProblemTexts(answer)}
        mayChange={isAdmin}
        saved={isRead && answer && 'done' in answer ? answer : null}
        filledFrom={answer && 'filledFrom' in answer ? (answer.filledFrom ?? null) : null}
      />
      {isQualityDone ? (
        <Notice tone="good" role="status">
          {t('qualitySchedule.saved')}
        </Notice>
      ) : null}
      <QualitySchedule
        schedule={schedule}
        refused={answer && 'quality' in answer ? answer : null}
        saved={isRead && isQualityDone ? answer : null}
        mayChange={isAdmin}
      />
    </>
  )
}

/** A sentence for each field that is wrong, from the form itself or from the API. */
function useProblemTexts(answer: Answer | undefined): Record<string, string> {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!answer || !('problems' in answer)) return {}
  const own = answer.problems.map((problem) => {
    const { path, kind } = problem
    const text = kind === 'range' ? t('system.range', problem) : t(`system.${kind}`)
    return [path, text]
  })
  const refused = (answer.refused?.details ?? []).map((problem) => [
    problem.path.split('.')[0],
    apiText.field(problem),
  ])
  return Object.fromEntries([...refused, ...own])
}
