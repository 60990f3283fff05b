import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import {
  actOnSecondStep,
  type SecondStepAnswer,
} from '../features/people/act-on-second-step.server.ts'
import { ManageSecondStep, RecoveryCodesNotice } from '../features/people/second-step-manage.tsx'
import { BeginSecondStep, ConfirmSecondStep } from '../features/people/second-step-set-up.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { problemAt } from '../shared/domain/field-problems.ts'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'secondStep')

export function loader(args: LoaderFunctionArgs) {
  return load(args, (api) => api.secondStep.get.query())
}

export async function action(args: ActionFunctionArgs): Promise<SecondStepAnswer> {
  const form = await args.request.formData()
  return actOnSecondStep(args, String(form.get('intent') ?? ''), form)
}

/** Where a person sets up, renews and switches off the second step of log-ins. */
export default function SecondStep() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { problem, setUp, codes, intent } = answer ?? {}
  const textAt = (path: string) => apiText.field(problemAt(problem?.details ?? [], path))
  const done = answer && !problem
  return (
    <div className="grid max-w-4xl grid-cols-1 content-start gap-4">
      <Link to="/account" className="justify-self-start text-sm text-accent underline">
        {t('secondStep.back')}
      </Link>
      <header>
        <h1 className="text-xl font-semibold">{t('secondStep.title')}</h1>
        <p className="text-sm text-dim">{t('secondStep.hint')}</p>
      </header>
      <ProblemNotice>
        {problem && problem.details.length === 0 && apiText.problem(problem)}
      </ProblemNotice>
      {done && (intent === 'confirm' || intent === 'off') ? (
        <Notice tone="good" role="status">
          {t(intent === 'confirm' ? 'secondStep.switchedOn' : 'secondStep.switchedOff')}
        </Notice>
      ) : null}
      {codes ? <RecoveryCodesNotice codes={codes} /> : null}
      {view.on ? (
        <ManageSecondStep
          view={view}
          refused={
            problem && intent
              ? { intent, password: textAt('password'), code: textAt('code') }
              : null
          }
        />
      ) : setUp ? (
        <ConfirmSecondStep setUp={setUp} problem={textAt('code')} />
      ) : (
        <BeginSecondStep problem={textAt('password')} />
      )}
    </div>
  )
}
