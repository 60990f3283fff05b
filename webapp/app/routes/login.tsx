import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import {
  Form,
  Link,
  useActionData,
  useLoaderData,
  useNavigation,
  useSearchParams,
} from '@remix-run/react'
import { CodeForm } from '../features/people/code-form.tsx'
import { isStepOver } from '../features/people/domain/step-over.ts'
import { OwnPassword } from '../features/people/own-password.tsx'
import { PasskeyLoginLater } from '../features/people/passkey-login-later.tsx'
import { safeReturnTo } from '../features/shell/domain/return-to.ts'
import { EntryPage } from '../features/shell/entry-page.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type ApiProblem, statusOfProblem, toApiProblem } from '../shared/domain/api-problem.ts'
import { problemAt } from '../shared/domain/field-problems.ts'
import { logIn, passkeySiteOf } from '../shared/log-in.server.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'login')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const loggedIn = context.session && !searchParams.has('ended')
  if (loggedIn) throw redirect(safeReturnTo(searchParams.get('returnTo')))
  return { site: await passkeySiteOf(context) }
}

export async function action(args: ActionFunctionArgs) {
  const { request } = args
  const form = await request.formData()
  const email = String(form.get('email') ?? '').trim()
  const rememberMe = form.get('remember') === 'on'
  try {
    const loggedIn = await logIn(args, form, rememberMe)
    if ('step' in loggedIn) return data({ ...loggedIn, rememberMe })
    return redirect(safeReturnTo(new URL(request.url).searchParams.get('returnTo')), loggedIn)
  } catch (failure) {
    const problem = toApiProblem(failure)
    const said = stepThatGoesOn(form, problem)
    return data({ problem, email, rememberMe, ...said }, { status: statusOfProblem(problem) })
  }
}

function stepThatGoesOn(form: FormData, problem: ApiProblem) {
  const step = String(form.get('step') ?? '')
  if (!step || isStepOver(problem)) return {}
  return {
    step,
    hasCode: form.get('hasCode') === 'on',
    hasPasskey: form.get('hasPasskey') === 'on',
  }
}

export default function Login() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { site } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'problem' in answer ? answer : undefined
  const [search] = useSearchParams()
  const fields = refused?.problem.details ?? []
  const fieldText = (path: string) => apiText.field(problemAt(fields, path))
  return (
    <EntryPage title={t('login.title')}>
      {search.has('set') && !refused ? (
        <Notice tone="good" role="status">
          {t('logInPage.passwordSet')}
        </Notice>
      ) : null}
      {search.has('ended') && !refused ? <Notice role="status">{t('login.ended')}</Notice> : null}
      <ProblemNotice>
        {refused && fields.length === 0 && apiText.problem(refused.problem)}
      </ProblemNotice>
      {answer && 'step' in answer && answer.step ? (
        <CodeForm
          step={answer.step}
          rememberMe={answer.rememberMe}
          hasCode={answer.hasCode}
          passkeySite={answer.hasPasskey ? site : null}
          problem={fieldText('code')}
        />
      ) : (
        <PasswordForm
          email={refused?.email}
          rememberMe={refused?.rememberMe}
          site={site}
          textOf={fieldText}
        />
      )}
    </EntryPage>
  )
}

type PasswordFormProps = {
  email: string | undefined
  rememberMe: boolean | undefined
  /** Where passkeys count, null where they do not. */
  site: string | null
  textOf: (path: string) => string | undefined
}

function PasswordForm({ email, rememberMe, site, textOf }: PasswordFormProps) {
  const { t } = useTranslation()
  const busy = useNavigation().state !== 'idle'
  return (
    <>
      <Form method="post" className="grid gap-4" noValidate>
        <Field label={t('login.email')} problem={textOf('email')}>
          {(binding) => (
            <Input
              {...binding}
              name="email"
              type="email"
              autoComplete="username webauthn"
              required
              autoFocus
              defaultValue={email}
            />
          )}
        </Field>
        <OwnPassword problem={textOf('password')} />
        <label className="flex items-center gap-2 py-1 text-sm">
          <input type="checkbox" name="remember" className="size-4" defaultChecked={rememberMe} />
          {t('logInPage.remember')}
        </label>
        <Button type="submit" look="primary" aria-disabled={busy}>
          {busy ? t('login.submitting') : t('login.submit')}
        </Button>
        {site === null ? null : <PasskeyLoginLater site={site} />}
      </Form>
      <Link to="/forgot" className="justify-self-start py-1 text-sm text-accent underline">
        {t('logInPage.forgot')}
      </Link>
    </>
  )
}
