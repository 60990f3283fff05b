import { randomBytes, randomUUID } from 'node:crypto'
import { CreateAlertTargetInput } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  emptyTarget,
  newTargetBody,
  readTargetForm,
} from '../features/alerts/domain/target-form.ts'
import { isTargetKind } from '../features/alerts/domain/target-kind.ts'
import { readPlaces } from '../features/alerts/read-places.server.ts'
import { type TargetAnswer, TargetEditor } from '../features/alerts/target-editor.tsx'
import { TargetKinds } from '../features/alerts/target-kinds.tsx'
import { DEFAULT_ZONE } from '../features/channel/domain/schedule-form.ts'
import { judge } from '../features/channel-form/judge.server.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { shownIn } from '../shared/domain/changed-meanwhile.ts'
import { idOf } from '../shared/domain/form-id.ts'
import { preferencesOf } from '../shared/preferences.server.ts'
import { useRequestId } from '../shared/use-request-id.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'newAlertTarget')

/** 192 bits: who receives a webhook can tell by it that it is ours. */
const SECRET_BYTES = 24

export async function loader(args: LoaderFunctionArgs) {
  const kind = kindOf(args.request)
  if (kind === null) return null
  const { language } = preferencesOf(args.request)
  const places = await load(args, (api) => readPlaces(api, language))
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  return { kind, language, places, secret, newId: randomUUID() }
}

export async function action(args: ActionFunctionArgs): Promise<TargetAnswer | Response> {
  const kind = kindOf(args.request)
  if (kind === null) return redirect('/alerts/targets/new')
  const form = await args.request.formData()
  const values = readTargetForm(form)
  const shown = shownIn(form)
  const body = judge(CreateAlertTargetInput, newTargetBody(kind, values, idOf(form)))
  if (!body.ok) return { values, shown, problem: body.problem }
  const made = await attempt(args, (api) => api.alertTargets.create.mutate(body.value))
  return made.ok ? redirect('/alerts/targets?done=saved') : { values, shown, problem: made.problem }
}

function kindOf(request: Request) {
  const kind = new URL(request.url).searchParams.get('kind')
  return isTargetKind(kind) ? kind : null
}

export default function NewAlertTarget() {
  const offered = useLoaderData<typeof loader>()
  return offered ? <Editor key={offered.kind} offered={offered} /> : <TargetKinds />
}

type Offered = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>>

function Editor({ offered: { kind, language, places, ...offered } }: { offered: Offered }) {
  const { t } = useTranslation()
  const answer = useActionData<typeof action>()
  const newId = useRequestId(offered.newId)
  return (
    <TargetEditor
      kind={kind}
      title={t('alertTarget.title', { kind: t(`alerts.delivery.kind.${kind}`) })}
      initial={emptyTarget(language, DEFAULT_ZONE, kind === 'webhook' ? offered.secret : '')}
      stored={null}
      newId={newId}
      places={places}
      answer={answer}
    />
  )
}
