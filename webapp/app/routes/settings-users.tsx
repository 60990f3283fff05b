import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { AddPerson } from '../features/people/add-person.tsx'
import { asRole } from '../features/people/domain/people.ts'
import { type PeopleAnswer, PeopleNotice } from '../features/people/people-notice.tsx'
import { PersonRow } from '../features/people/person-row.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type Api, attempt, load } from '../shared/api.server.ts'
import { browserOrigin } from '../shared/browser-addresses.server.ts'
import { idOf } from '../shared/domain/form-id.ts'
import { useUser } from '../shared/use-user.ts'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'people')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.users.list.query())
  return { people: items, newId: randomUUID() }
}

export async function action(args: ActionFunctionArgs): Promise<PeopleAnswer> {
  const form = await args.request.formData()
  const origin = browserOrigin(args.request)
  const result = await attempt(args, (api) => act(api, form, origin))
  if (result.ok) return result.value
  return { problem: result.problem, email: String(form.get('email') ?? '') }
}

async function act(api: Api, form: FormData, origin: string): Promise<PeopleAnswer> {
  const id = String(form.get('id') ?? '')
  const email = String(form.get('email') ?? '').trim()
  const link = async (of: string) => {
    const { token, expiresAt } = await api.users.createPasswordLink.mutate({ id: of })
    return { email, link: { url: `${origin}/reset?token=${token}`, expiresAt } }
  }
  switch (form.get('intent')) {
    case 'create': {
      const password = String(form.get('password') ?? '')
      const wish = {
        ...idOf(form),
        email,
        role: asRole(form.get('role')),
        ...(password ? { password } : {}),
      }
      const made = await api.users.create.mutate(wish)
      return { done: 'created', ...(password ? { email } : await link(made.id)) }
    }
    case 'link':
      return link(id)
    case 'delete':
      await api.users.delete.mutate({ id })
      return { done: 'deleted', email }
    case 'disable':
    case 'enable':
      await api.users.update.mutate({ id, disabled: form.get('intent') === 'disable' })
      return { done: 'updated', email }
    default:
      await api.users.update.mutate({ id, role: asRole(form.get('role')) })
      return { done: 'updated', email }
  }
}

export default function People() {
  const { t } = useTranslation()
  const { people, newId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const me = useUser()
  const [params] = useSearchParams()
  return (
    <>
      <PeopleNotice answer={answer} />
      <div className="grid grid-cols-1 items-start gap-4 min-[137.5rem]:grid-cols-[2fr_1fr]">
        <Panel title={t('people.title')} hint={t('people.hint')} bodyClassName="p-0">
          <ul className="divide-y divide-line">
            {people.map((person) => (
              <li key={person.id}>
                <PersonRow
                  person={person}
                  isMe={person.email === me?.email}
                  open={params.get('open') === person.id}
                />
              </li>
            ))}
          </ul>
        </Panel>
        <AddPerson answer={answer} newId={newId} />
      </div>
    </>
  )
}
