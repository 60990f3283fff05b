import { UpdateAlertTargetInput } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  changedTargetBody,
  formOfTarget,
  readTargetForm,
} from '../features/alerts/domain/target-form.ts'
import { readPlaces } from '../features/alerts/read-places.server.ts'
import { type TargetAnswer, TargetEditor } from '../features/alerts/target-editor.tsx'
import { judge } from '../features/channel-form/judge.server.ts'
import { titled } from '../i18n/page-title.ts'
import { attempt, load } from '../shared/api.server.ts'
import { changedMeanwhile, readShown, shownIn } from '../shared/domain/changed-meanwhile.ts'
import { preferencesOf } from '../shared/preferences.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => titled(data?.target.name ?? '')

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.targetId ?? ''
  const { language } = preferencesOf(args.request)
  const [target, places] = await Promise.all([
    load(args, (api) => api.alertTargets.get.query({ id })),
    load(args, (api) => readPlaces(api, language)),
  ])
  return { target, places }
}

export async function action(args: ActionFunctionArgs): Promise<TargetAnswer | Response> {
  const id = args.params.targetId ?? ''
  const form = await args.request.formData()
  const values = readTargetForm(form)
  const shown = shownIn(form)
  const now = await attempt(args, (api) => api.alertTargets.get.query({ id }))
  if (!now.ok) return { values, shown, problem: now.problem }
  const stored = formOfTarget(now.value)
  const changed = changedMeanwhile(readShown(shown), stored, values)
  if (changed.length > 0) return { values, changed, stored }
  const body = judge(UpdateAlertTargetInput, changedTargetBody(now.value.address.kind, values, id))
  if (!body.ok) return { values, shown, problem: body.problem }
  const saved = await attempt(args, (api) => api.alertTargets.update.mutate(body.value))
  return saved.ok
    ? redirect('/alerts/targets?done=saved')
    : { values, shown, problem: saved.problem }
}

export default function AlertTarget() {
  const { target, places } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <TargetEditor
      key={target.id}
      kind={target.address.kind}
      title={target.name}
      initial={formOfTarget(target)}
      stored={target.address}
      places={places}
      answer={answer}
    />
  )
}
