import { randomUUID } from 'node:crypto'
import { CreateMaintenanceInput } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AskedDeletion } from '../features/alerts/delete-form.tsx'
import {
  byState,
  maintenanceBody,
  readMaintenanceForm,
} from '../features/alerts/domain/maintenance-form.ts'
import { PlanMaintenance, type PlanRefused } from '../features/alerts/plan-maintenance.tsx'
import { readPlaces } from '../features/alerts/read-places.server.ts'
import { useDeletion } from '../features/alerts/use-deletion.ts'
import { useDone } from '../features/alerts/use-done.ts'
import { useWindowName, WindowRow } from '../features/alerts/window-row.tsx'
import { judge } from '../features/channel-form/judge.server.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type Api, attempt, load } from '../shared/api.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { idOf } from '../shared/domain/form-id.ts'
import { preferencesOf } from '../shared/preferences.server.ts'
import { useMayOperate } from '../shared/use-user.ts'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'maintenance')

export async function loader(args: LoaderFunctionArgs) {
  const { language } = preferencesOf(args.request)
  const [{ items }, places] = await Promise.all([
    load(args, (api) => api.maintenance.list.query()),
    load(args, (api) => readPlaces(api, language)),
  ])
  const scope = new URL(args.request.url).searchParams.get('scope') ?? 'all'
  return { windows: items, places, scope, newId: randomUUID() }
}

type Answer = PlanRefused | { asked: string } | { refused: ApiProblem }

export async function action(args: ActionFunctionArgs): Promise<Answer | Response> {
  const form = await args.request.formData()
  const id = String(form.get('id') ?? '')
  if (form.has('ask')) return { asked: id }
  if (form.get('intent') === 'plan') return plan(args, form)
  const isEnd = form.get('intent') === 'end'
  const result = await attempt(args, (api) => (isEnd ? end(api, id) : remove(api, id)))
  if (!result.ok) return { refused: result.problem }
  return redirect(`/alerts/maintenance?done=${isEnd ? 'ended' : 'deleted'}`)
}

async function plan(args: ActionFunctionArgs, form: FormData): Promise<Answer | Response> {
  const values = readMaintenanceForm(form)
  const body = judge(CreateMaintenanceInput, maintenanceBody(values, idOf(form), new Date()))
  if (!body.ok) return { values, problem: body.problem }
  const made = await attempt(args, (api) => api.maintenance.create.mutate(body.value))
  if (!made.ok) return { values, problem: made.problem }
  return redirect('/alerts/maintenance?done=planned')
}

async function end(api: Api, id: string): Promise<void> {
  await api.maintenance.update.mutate({ id, until: new Date().toISOString() })
}

async function remove(api: Api, id: string): Promise<void> {
  await api.maintenance.delete.mutate({ id })
}

/** In which windows nobody is told, and the form that plans one. */
export default function Maintenance() {
  const { t } = useTranslation()
  const { windows, places, scope, newId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const mayOperate = useMayOperate()
  const done = useDone(answer)
  const parts = byState(windows).filter((part) => part.windows.length > 0)
  return (
    <>
      <Outcome answer={answer} done={done?.what ?? null} windows={windows} />
      {mayOperate ? (
        <PlanMaintenance
          key={scope}
          places={places}
          scope={scope}
          newId={newId}
          refused={answer && 'values' in answer ? answer : null}
          saved={done?.what === 'planned' ? done.at : null}
        />
      ) : null}
      {parts.length === 0 ? (
        <Panel title={t('alerts.places.maintenance')} hint={t('maintenance.hint')}>
          <p className="py-4 text-center text-sm text-dim">{t('maintenance.none')}</p>
        </Panel>
      ) : null}
      {parts.map(({ state, windows }) => (
        <Panel key={state} title={t(`maintenance.state.${state}`)} bodyClassName="p-0">
          <ul className="divide-y divide-line">
            {windows.map((window) => (
              <WindowRow key={window.id} window={window} mayChange={mayOperate} />
            ))}
          </ul>
        </Panel>
      ))}
    </>
  )
}

type OutcomeProps = {
  answer: Answer | undefined
  done: string | null
  windows: ReturnType<typeof useLoaderData<typeof loader>>['windows']
}

function Outcome({ answer, done, windows }: OutcomeProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const deletion = useDeletion()
  const nameOf = useWindowName()
  if (answer && 'refused' in answer) {
    return (
      <Notice tone="bad" role="alert">
        {apiText.problem(answer.refused)}
      </Notice>
    )
  }
  const asked = answer && 'asked' in answer ? windows.find(({ id }) => id === answer.asked) : null
  if (asked) {
    return <AskedDeletion {...deletion.ofMaintenance({ id: asked.id, name: nameOf(asked) })} />
  }
  return done === 'planned' || done === 'ended' || done === 'deleted' ? (
    <Notice tone="good" role="status">
      {t(`maintenance.${done}`)}
    </Notice>
  ) : null
}
