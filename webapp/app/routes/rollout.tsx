import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { RolloutControls } from '../features/rollouts/rollout-controls.tsx'
import { RolloutLogo } from '../features/rollouts/rollout-item.tsx'
import { RolloutBadge, RolloutProgress } from '../features/rollouts/rollout-progress.tsx'
import { WaveList } from '../features/rollouts/wave-list.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { browserApi } from '../shared/browser-api.ts'
import { usePolling } from '../shared/use-polling.ts'
import { useMayOperate } from '../shared/use-user.ts'
import { Instant } from '../ui/elapsed.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

const INTENTS = ['pause', 'resume', 'undo'] as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'rollout')

export function loader(args: LoaderFunctionArgs) {
  const id = args.params.rolloutId ?? ''
  return load(args, (api) => api.rollouts.get.query({ id }))
}

export async function action(args: ActionFunctionArgs) {
  const id = args.params.rolloutId ?? ''
  const asked = (await args.request.formData()).get('intent')
  const intent = INTENTS.find((known) => known === asked)
  if (!intent) return data(null, { status: 400 })
  const result = await attempt(args, (api) => api.rollouts[intent].mutate({ id }))
  return result.ok ? redirect(`/rollouts/${id}`) : data(result.problem)
}

/** One roll-out while it goes on: watched live, stopped, resumed and undone here. */
export default function Rollout() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const loaded = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const mayOperate = useMayOperate()
  const { data: polled } = usePolling(
    (signal) => browserApi.rollouts.get.query({ id: loaded.id }, { signal }),
    { everyMs: 1500, key: loaded.id },
  )
  // After an action the page knows more than what was asked before it.
  const rollout = polled && polled.updatedAt >= loaded.updatedAt ? polled : loaded
  return (
    <FormPage title={t('rollout.one')} back={{ to: '/rollouts', text: t('nav.rollouts') }}>
      <ProblemNotice>{problem && apiText.problem(problem)}</ProblemNotice>
      <div className="grid gap-4 rounded-lg border border-line bg-surface p-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <RolloutLogo rollout={rollout} />
          <div className="grid min-w-0 gap-1 text-sm">
            <p role="status">
              <RolloutBadge rollout={rollout} />
            </p>
            <p className="text-dim [overflow-wrap:anywhere]">
              <Instant at={rollout.createdAt} dateToo />
              {rollout.createdBy ? ` · ${t('rollout.by', { name: rollout.createdBy })}` : ''}
              {' · '}
              {t('rollout.size', { count: rollout.waveSize })}
            </p>
          </div>
          {mayOperate ? (
            <div className="ml-auto max-sm:ml-0">
              <RolloutControls rollout={rollout} />
            </div>
          ) : null}
        </div>
        {rollout.reason ? (
          <Notice tone="bad">
            {t('rollout.stoppedBecause')} {apiText.reason(rollout.reason)}
          </Notice>
        ) : null}
        <RolloutProgress rollout={rollout} />
      </div>
      <WaveList rollout={rollout} />
    </FormPage>
  )
}
