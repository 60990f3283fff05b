import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { SessionList } from '../features/people/session-list.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type Api, attempt, load } from '../shared/api.server.ts'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'personSessions')

type Id = Parameters<Api['users']['get']['query']>[0]['id']

/** The API says what is wrong with an id that is none. */
function idOf({ params }: Pick<LoaderFunctionArgs, 'params'>): Id {
  return String(params.userId) as Id
}

export async function loader(args: LoaderFunctionArgs) {
  const id = idOf(args)
  return load(args, async (api) => {
    const [{ email }, { items }] = await Promise.all([
      api.users.get.query({ id }),
      api.users.sessions.query({ id }),
    ])
    return { id, email, sessions: items }
  })
}

export async function action(args: ActionFunctionArgs) {
  const id = idOf(args)
  const sessionId = String((await args.request.formData()).get('id') ?? '')
  return attempt(args, (api) =>
    sessionId
      ? api.users.endSession.mutate({ id, sessionId })
      : api.users.endSessions.mutate({ id }),
  )
}

/** Where one person is logged in, for an administrator to see and to end. */
export default function PersonSessions() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { id, email, sessions } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <div className="grid max-w-4xl gap-4">
      <Link to={`/settings/users?open=${id}`} className="text-sm text-accent underline">
        {t('people.backToUsers')}
      </Link>
      {answer?.ok ? (
        <Notice tone="good" role="status">
          {t('people.sessionsEnded')}
        </Notice>
      ) : null}
      <ProblemNotice>{answer && !answer.ok && apiText.problem(answer.problem)}</ProblemNotice>
      <SessionList sessions={sessions} title={t('people.sessionsOf', { email })} />
    </div>
  )
}
