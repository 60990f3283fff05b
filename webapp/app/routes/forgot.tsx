import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { EntryPage } from '../features/shell/entry-page.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { apiOf, load } from '../shared/api.server.ts'
import { type ApiProblem, statusOfProblem, toApiProblem } from '../shared/domain/api-problem.ts'
import { problemAt } from '../shared/domain/field-problems.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'forgot')

/** To be run where the control plane is; the address is an example. */
const COMMAND = 'npm run reset-password -- email@example.org'

export function loader(args: LoaderFunctionArgs) {
  return load(args, (api) => api.auth.mailsLinks.query())
}

type Answer = { problem: ApiProblem | null; email: string }

export async function action({ request, context }: ActionFunctionArgs) {
  const email = String((await request.formData()).get('email') ?? '').trim()
  try {
    await apiOf(context).auth.forgotPassword.mutate({ email })
    return data<Answer>({ problem: null, email })
  } catch (failure) {
    const problem = toApiProblem(failure)
    return data<Answer>({ problem, email }, { status: statusOfProblem(problem) })
  }
}

export default function Forgot() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { mailsLinks } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const problem = answer?.problem
  const fieldProblem = apiText.field(problemAt(problem?.details ?? [], 'email'))
  return (
    <EntryPage title={t('forgot.title')}>
      {answer && !problem ? (
        <Notice tone="good" role="status">
          {t(mailsLinks ? 'forgot.mailed' : 'forgot.sent')}
        </Notice>
      ) : (
        <Form method="post" noValidate className="grid gap-4">
          <p className="text-sm text-dim">{t(mailsLinks ? 'forgot.mailText' : 'forgot.text')}</p>
          <ProblemNotice>{problem && !fieldProblem && apiText.problem(problem)}</ProblemNotice>
          <Field label={t('login.email')} problem={fieldProblem}>
            {(binding) => (
              <Input
                {...binding}
                name="email"
                type="email"
                autoComplete="username"
                defaultValue={answer?.email}
              />
            )}
          </Field>
          <Button type="submit" look="primary">
            {t(mailsLinks ? 'forgot.sendMail' : 'forgot.send')}
          </Button>
        </Form>
      )}
      <div className="grid gap-1 text-xs text-dim">
        <p>{t('forgot.lastResort')}</p>
        <code className="block rounded-sm bg-raised px-2 py-1 break-words text-ink">{COMMAND}</code>
      </div>
      <Link to="/login" className="justify-self-start py-1 text-sm text-accent underline">
        {t('forgot.back')}
      </Link>
    </EntryPage>
  )
}
