import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { actOnPasskeys } from '../features/people/act-on-passkeys.server.ts'
import { ChangePassword } from '../features/people/change-password.tsx'
import { type PasskeyAnswer, passkeyIntent } from '../features/people/passkey-answer.ts'
import { PasskeyNotice, PasskeyPanel } from '../features/people/passkey-panel.tsx'
import { SecondStepPanel } from '../features/people/second-step-panel.tsx'
import { SessionList } from '../features/people/session-list.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load, loginCookies } from '../shared/api.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { useUser } from '../shared/use-user.ts'
import { Notice } from '../ui/notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'account')

export function loader(args: LoaderFunctionArgs) {
  return load(args, async (api) => {
    const [{ items }, secondStep, passkeys] = await Promise.all([
      api.auth.sessions.query(),
      api.secondStep.get.query(),
      api.passkeys.list.query(),
    ])
    return { items, secondStep, passkeys }
  })
}

type Answer =
  | { done: 'changed' | 'ended' | 'endedOthers' }
  | { problem: ApiProblem }
  | { ofPasskey: PasskeyAnswer }

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData()
  const field = (name: string) => String(form.get(name) ?? '')
  const intent = passkeyIntent(form.get('intent'))
  if (intent) return data<Answer>({ ofPasskey: await actOnPasskeys(args, intent, form) })
  if (form.get('intent') === 'password') {
    const code = field('code')
    const wish = {
      currentPassword: field('currentPassword'),
      newPassword: field('newPassword'),
      ...(code ? { code } : {}),
    }
    const result = await attempt(args, (api) => api.auth.changePassword.mutate(wish))
    if (!result.ok) return data<Answer>({ problem: result.problem })
    const headers = loginCookies(args.context, result.value, false)
    return data<Answer>({ done: 'changed' }, { headers })
  }
  const id = field('id')
  const result = await attempt(args, (api) =>
    id ? api.auth.endSession.mutate({ id }) : api.auth.endOtherSessions.mutate(),
  )
  if (!result.ok) return data<Answer>({ problem: result.problem })
  return data<Answer>({ done: id ? 'ended' : 'endedOthers' })
}

export default function Account() {
  const { t } = useTranslation()
  const { items, secondStep, passkeys } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const me = useUser()
  return (
    <div className="grid max-w-4xl grid-cols-1 content-start gap-4 min-[137.5rem]:max-w-none">
      <header>
        <h1 className="text-xl font-semibold">{t('user.account')}</h1>
        {me ? (
          <p className="text-sm text-dim">
            {t('account.who', { email: me.email, role: t(`role.${me.role}`) })}
          </p>
        ) : null}
      </header>
      {answer && 'done' in answer ? (
        <Notice tone="good" role="status">
          {t(`account.${answer.done}`)}
        </Notice>
      ) : null}
      <PasskeyNotice answer={answer && 'ofPasskey' in answer ? answer.ofPasskey : null} />
      <div className="grid grid-cols-1 items-start gap-4 min-[137.5rem]:grid-cols-2">
        <div className="grid gap-4">
          <ChangePassword
            email={me?.email ?? null}
            asksCode={secondStep.on}
            problem={answer && 'problem' in answer ? answer.problem : null}
            saved={answer && 'done' in answer && answer.done === 'changed' ? answer : null}
          />
          <SecondStepPanel view={secondStep} />
          <PasskeyPanel
            own={passkeys}
            asksCode={secondStep.on}
            answer={answer && 'ofPasskey' in answer ? answer.ofPasskey : null}
          />
        </div>
        <SessionList sessions={items} title={t('account.sessions')} />
      </div>
    </div>
  )
}
