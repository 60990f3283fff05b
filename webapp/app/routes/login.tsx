import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useNavigation, useSearchParams } from '@remix-run/react'
import { DEVICE_COOKIE, readCookie } from '../../server/session-cookies.ts'
import { safeReturnTo } from '../features/shell/domain/return-to.ts'
import { EntryPage } from '../features/shell/entry-page.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { apiOf, loginCookies } from '../shared/api.server.ts'
import { statusOfProblem, toApiProblem } from '../shared/domain/api-problem.ts'
import { problemAt } from '../shared/domain/field-problems.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Notice } from '../ui/notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'login')

export function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const loggedIn = context.session && !searchParams.has('ended')
  return loggedIn ? redirect(safeReturnTo(searchParams.get('returnTo'))) : null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const email = String(form.get('email') ?? '').trim()
  const rememberMe = form.get('remember') === 'on'
  try {
    const tokens = await apiOf(context).auth.login.mutate({
      email,
      password: String(form.get('password') ?? ''),
      rememberMe,
      deviceToken: readCookie(request, DEVICE_COOKIE) ?? undefined,
    })
    const to = safeReturnTo(new URL(request.url).searchParams.get('returnTo'))
    return redirect(to, { headers: loginCookies(context, tokens, rememberMe) })
  } catch (failure) {
    const problem = toApiProblem(failure)
    return data({ problem, email, rememberMe }, { status: statusOfProblem(problem) })
  }
}

export default function Login() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const refused = useActionData<typeof action>()
  const [search] = useSearchParams()
  const busy = useNavigation().state !== 'idle'
  const fields = refused?.problem.details ?? []
  const fieldText = (path: string) => apiText.field(problemAt(fields, path))
  return (
    <EntryPage title={t('login.title')}>
      {search.has('set') && !refused ? (
        <Notice tone="good" role="status">
          {t('login.passwordSet')}
        </Notice>
      ) : null}
      {search.has('ended') && !refused ? <Notice role="status">{t('login.ended')}</Notice> : null}
      {refused && fields.length === 0 ? (
        <Notice tone="bad" role="alert">
          {apiText.problem(refused.problem)}
        </Notice>
      ) : null}
      <Form method="post" className="grid gap-4" noValidate>
        <Field label={t('login.email')} problem={fieldText('email')}>
          {(binding) => (
            <Input
              {...binding}
              name="email"
              type="email"
              autoComplete="username"
              required
              autoFocus
              defaultValue={refused?.email}
            />
          )}
        </Field>
        <Field label={t('login.password')} problem={fieldText('password')}>
          {(binding) => (
            <Input
              {...binding}
              name="password"
              type="password"
              autoComplete="current-password"
              required
            />
          )}
        </Field>
        <label className="flex items-center gap-2 py-1 text-sm">
          <input
            type="checkbox"
            name="remember"
            className="size-4"
            defaultChecked={refused?.rememberMe}
          />
          {t('login.remember')}
        </label>
        <Button type="submit" look="primary" aria-disabled={busy}>
          {busy ? t('login.submitting') : t('login.submit')}
        </Button>
      </Form>
      <Link to="/forgot" className="justify-self-start py-1 text-sm text-accent underline">
        {t('login.forgot')}
      </Link>
    </EntryPage>
  )
}
