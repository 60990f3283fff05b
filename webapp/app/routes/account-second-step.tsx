import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ManageSecondStep, RecoveryCodesNotice } from '../features/people/second-step-manage.tsx'
import {
  BeginSecondStep,
  ConfirmSecondStep,
  type SetUp,
} from '../features/people/second-step-set-up.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type Api, attempt, load } from '../shared/api.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { problemAt } from '../shared/domain/field-problems.ts'
import { Notice } from '../ui/notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'secondStep')

export function loader(args: LoaderFunctionArgs) {
  return load(args, (api) => api.secondStep.get.query())
}

type Answer = {
  intent: string
  problem?: ApiProblem
  setUp?: SetUp
  codes?: string[]
}

export async function action(args: ActionFunctionArgs): Promise<Answer> {
  const form = await args.request.formData()
  const intent = String(form.get('intent') ?? '')
  const done = await attempt(args, (api) => act(api, intent, form))
  if (done.ok) return { intent, ...done.value }
  const { problem } = done
  if (intent !== 'confirm') return { intent, problem }
  // The picture stays in sight of who has mistyped a code.
  const pending = await attempt(args, (api) => api.secondStep.pending.mutate())
  const setUp = pending.ok ? pending.value.setUp : null
  return { intent, problem, ...(setUp ? { setUp: pictured(setUp) } : {}) }
}

async function act(api: Api, intent: string, form: FormData): Promise<Omit<Answer, 'intent'>> {
  const password = String(form.get('password') ?? '')
  const code = String(form.get('code') ?? '')
  switch (intent) {
    case 'begin':
      return { setUp: pictured(await api.secondStep.begin.mutate({ password })) }
    case 'confirm':
      return { codes: (await api.secondStep.confirm.mutate({ code })).codes }
    case 'renew':
      return { codes: (await api.secondStep.renewCodes.mutate({ password, code })).codes }
    default:
      await api.secondStep.switchOff.mutate({ password, code })
      return {}
  }
}

function pictured({ secret, qr, expiresAt }: SetUp): SetUp {
  return {
    secret,
    expiresAt,
    qr: `data:image/svg+xml;base64,${Buffer.from(qr).toString('base64')}`,
  }
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
      {problem && problem.details.length === 0 ? (
        <Notice tone="bad" role="alert">
          {apiText.problem(problem)}
        </Notice>
      ) : null}
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
