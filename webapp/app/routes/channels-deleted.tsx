import { RESTORABLE_HOURS } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { DeletedItem } from '../features/channel-list/deleted-item.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { flashCookie } from '../shared/flash.server.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'deleted')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.channels.deleted.query())
  return { items, hours: RESTORABLE_HOURS }
}

export async function action(args: ActionFunctionArgs) {
  const id = String((await args.request.formData()).get('id') ?? '')
  const result = await attempt(args, (api) => api.channels.restore.mutate({ id }))
  if (!result.ok) return result.problem
  const { name } = result.value
  const headers = { 'set-cookie': flashCookie({ key: 'deleted.back', name }) }
  return redirect(`/channels/${id}`, { headers })
}

export default function DeletedChannels() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { items, hours } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <FormPage title={t('nav.deleted')} back={{ to: '/channels', text: t('channel.back') }}>
      <p className="max-w-3xl text-sm text-dim">{t('deleted.intro', { hours })}</p>
      <ProblemNotice>{problem && apiText.problem(problem)}</ProblemNotice>
      {items.length === 0 ? (
        <EmptyState
          icon={Trash2}
          title={t('deleted.emptyTitle')}
          text={t('deleted.emptyText', { hours })}
        />
      ) : (
        <ul className="grid gap-3 xl:grid-cols-2">
          {items.map((channel) => (
            <li key={channel.id} className="grid min-w-0">
              <DeletedItem channel={channel} />
            </li>
          ))}
        </ul>
      )}
    </FormPage>
  )
}
