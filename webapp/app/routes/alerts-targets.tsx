import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { BellRing, Plus } from 'lucide-react'
import { actOnTarget, type TargetDone } from '../features/alerts/act-on-target.server.ts'
import { AskedDeletion } from '../features/alerts/delete-form.tsx'
import { TargetRow } from '../features/alerts/target-row.tsx'
import { TargetTest } from '../features/alerts/target-test.tsx'
import { useDeletion } from '../features/alerts/use-deletion.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { useUser } from '../shared/use-user.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'alertTargets')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.alertTargets.list.query())
  return { targets: items }
}

type Answer = TargetDone | { asked: string } | { problem: ApiProblem }

export async function action(args: ActionFunctionArgs): Promise<Answer> {
  const form = await args.request.formData()
  const id = String(form.get('id') ?? '')
  if (form.has('ask')) return { asked: id }
  const result = await attempt(args, (api) => actOnTarget(api, id, form.get('intent')))
  return result.ok ? result.value : { problem: result.problem }
}

export default function AlertTargets() {
  const { t } = useTranslation()
  const { targets } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const deletion = useDeletion()
  const mayChange = useUser()?.role === 'admin'
  const asked = answer && 'asked' in answer ? targets.find(({ id }) => id === answer.asked) : null
  const add = mayChange ? (
    <LinkButton size="small" to="/alerts/targets/new">
      <Plus aria-hidden="true" />
      {t('alertTarget.add')}
    </LinkButton>
  ) : null
  return (
    <>
      <Outcome answer={answer} />
      {asked ? <AskedDeletion {...deletion.ofTarget(asked)} /> : null}
      {targets.length === 0 ? (
        <EmptyState icon={BellRing} title={t('alertTarget.none')} text={t('alertTarget.noneText')}>
          {add}
        </EmptyState>
      ) : (
        <Panel
          title={t('alertTarget.list')}
          hint={t('alertTarget.hint')}
          actions={add}
          bodyClassName="p-0"
        >
          <ul className="divide-y divide-line">
            {targets.map((target) => (
              <TargetRow key={target.id} target={target} mayChange={mayChange}>
                {answer && 'tested' in answer && answer.tested === target.id ? (
                  <TargetTest name={target.name} test={answer.test} />
                ) : null}
              </TargetRow>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function Outcome({ answer }: { answer: Answer | undefined }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const isSaved = useSearchParams()[0].get('done') === 'saved'
  if (answer && 'problem' in answer) {
    return (
      <Notice tone="bad" role="alert">
        {apiText.problem(answer.problem)}
      </Notice>
    )
  }
  const done = answer && 'done' in answer ? answer.done : !answer && isSaved ? 'saved' : null
  return done === null ? null : (
    <Notice tone="good" role="status">
      {t(`alertTarget.done.${done}`)}
    </Notice>
  )
}
