import type { DeliveryPage, DeliveryState } from '@cashbacktv/contract'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { MessageNav } from '../features/alerts/message-nav.tsx'
import { MessagePanel } from '../features/alerts/message-panel.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'alertMessages')

const STATES = ['dead', 'waiting', 'sent', 'dropped'] as const satisfies readonly DeliveryState[]
const PAGE = 50

/** Of the state that the address names; else those that were given up, and those that wait. */
export async function loader(args: LoaderFunctionArgs) {
  const params = new URL(args.request.url).searchParams
  const state = STATES.find((known) => known === params.get('state')) ?? null
  const before = state === null ? null : params.get('before')
  const wanted = state === null ? (['dead', 'waiting'] as const) : [state]
  const read = (one: DeliveryState): Promise<DeliveryPage> =>
    load(args, (api) =>
      api.deliveries.list.query({ state: one, limit: PAGE, ...(before ? { before } : {}) }),
    )
  const parts = await Promise.all(
    wanted.map(async (one) => ({ state: one, page: await read(one) })),
  )
  return { state, parts }
}

type Answer = { retried: string } | { problem: ApiProblem }

export async function action(args: ActionFunctionArgs): Promise<Answer> {
  const id = String((await args.request.formData()).get('id') ?? '')
  const result = await attempt(args, (api) => api.deliveries.retry.mutate({ id }))
  return result.ok ? { retried: id } : { problem: result.problem }
}

/** Messages that did not get through, those that were given up first. */
export default function AlertMessages() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { state, parts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <ProblemNotice>
        {answer && 'problem' in answer && apiText.problem(answer.problem)}
      </ProblemNotice>
      {answer && 'retried' in answer ? (
        <Notice tone="good" role="status">
          {t('alertMessage.retried')}
        </Notice>
      ) : null}
      <MessageNav current={state} />
      {parts.map((part) => (
        <MessagePanel key={part.state} {...part} />
      ))}
    </>
  )
}
