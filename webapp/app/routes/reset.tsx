import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { NewPassword } from '../features/people/new-password.tsx'
import { EntryPage } from '../features/shell/entry-page.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { apiOf, load, logoutCookies } from '../shared/api.server.ts'
import { statusOfProblem, toApiProblem } from '../shared/domain/api-problem.ts'
import { problemAt } from '../shared/domain/field-problems.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'reset')

export async function loader(args: LoaderFunctionArgs) {
  const token = tokenOf(args.request)
  return token ? load(args, (api) => api.auth.passwordLink.query({ token })) : { email: null }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const password = String((await request.formData()).get('password') ?? '')
  try {
    await apiOf(context).auth.resetPassword.mutate({ token: tokenOf(request), password })
    return redirect('/login?set=1', { headers: logoutCookies(context) })
  } catch (failure) {
    const problem = toApiProblem(failure)
    return data({ problem }, { status: statusOfProblem(problem) })
  }
}

function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get('token')?.slice(0, 512) ?? ''
}

export default function Reset() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { email } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()?.problem
  const fieldProblem = apiText.field(problemAt(problem?.details ?? [], 'password'))
  if (!email) {
    return (
      <EntryPage title={t('reset.unusable')}>
        <p className="text-sm text-dim">{t('reset.unusableText')}</p>
        <Link to="/login" className="justify-self-start py-1 text-sm text-accent underline">
          {t('forgot.back')}
        </Link>
      </EntryPage>
    )
  }
  return (
    <EntryPage title={t('reset.title')}>
      <p className="text-sm text-dim">{t('reset.for', { email })}</p>
      <ProblemNotice>{problem && !fieldProblem && apiText.problem(problem)}</ProblemNotice>
      <Form method="post" noValidate className="grid gap-4">
        <input type="hidden" name="username" value={email} />
        <NewPassword
          name="password"
          label={t('account.next')}
          hint={t('account.nextHint')}
          problem={fieldProblem}
          email={email}
          autoFocus
        />
        <Button type="submit" look="primary">
          {t('reset.submit')}
        </Button>
      </Form>
    </EntryPage>
  )
}
