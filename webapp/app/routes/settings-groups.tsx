import { randomUUID } from 'node:crypto'
import type { ChannelGroupView } from '@cashbacktv/contract'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type Api, attempt, load } from '../shared/api.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { idOf } from '../shared/domain/form-id.ts'
import { useBounds } from '../shared/use-bounds.ts'
import { useRequestId } from '../shared/use-request-id.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmForm } from '../ui/confirm-form.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'groups')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.groups.list.query())
  return { groups: items, newId: randomUUID() }
}

type Answer = { done: 'saved' | 'deleted' } | { problem: ApiProblem }

export async function action(args: ActionFunctionArgs): Promise<Answer> {
  const form = await args.request.formData()
  const result = await attempt(args, (api) => act(api, form))
  return result.ok ? { done: result.value } : { problem: result.problem }
}

async function act(api: Api, form: FormData): Promise<'saved' | 'deleted'> {
  const id = String(form.get('id') ?? '')
  const wish = { name: String(form.get('name') ?? ''), note: String(form.get('note') ?? '') }
  if (form.get('intent') === 'delete') {
    await api.groups.delete.mutate({ id })
    return 'deleted'
  }
  if (id) await api.groups.update.mutate({ id, ...wish })
  else await api.groups.create.mutate({ ...idOf(form), ...wish })
  return 'saved'
}

export default function Groups() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { groups, newId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const saved = answer && 'done' in answer ? answer : null
  // What was refused stays as it was typed; once saved the form is another one, empty.
  const id = useRequestId(newId, saved)
  return (
    <>
      <p role="status" className="text-sm">
        {answer && 'problem' in answer ? apiText.problem(answer.problem) : null}
        {answer && 'done' in answer ? t(`groups.${answer.done}`) : null}
      </p>
      <Panel title={t('groups.title')} hint={t('groups.hint')} bodyClassName="p-0">
        {groups.length === 0 ? <p className="p-4 text-sm text-dim">{t('groups.none')}</p> : null}
        <ul className="divide-y divide-line">
          {groups.map((group) => (
            <li key={group.id}>
              <GroupRow group={group} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('groups.add')}>
        <GroupForm newId={id} key={id} />
      </Panel>
    </>
  )
}

function GroupRow({ group }: { group: ChannelGroupView }) {
  const { t } = useTranslation()
  const { id, name, channels, people, keys } = group
  return (
    <div className="grid gap-2 p-4">
      <GroupForm group={group} />
      <div className="flex flex-wrap items-center gap-4">
        <p className="figure text-xs text-dim">{t('groups.counts', { channels, people, keys })}</p>
        <ConfirmForm
          fields={
            <>
              <input type="hidden" name="intent" value="delete" />
              <input type="hidden" name="id" value={id} />
            </>
          }
          title={t('groups.deleteTitle', { name })}
          consequence={<p>{t('groups.deleteText')}</p>}
          confirm={t('groups.delete')}
          trigger={<Button look="danger">{t('groups.delete')}</Button>}
        />
      </div>
    </div>
  )
}

function GroupForm({ group, newId }: { group?: ChannelGroupView; newId?: string }) {
  const { t } = useTranslation()
  const nameBounds = useBounds('group.name')
  const noteBounds = useBounds('group.note')
  return (
    <Form method="post" className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_2fr_auto]">
      {group ? <input type="hidden" name="id" value={group.id} /> : null}
      {newId ? <input type="hidden" name="newId" value={newId} /> : null}
      <Field label={t('groups.name')}>
        {(binding) => (
          <Input {...binding} name="name" required {...nameBounds} defaultValue={group?.name} />
        )}
      </Field>
      <Field label={t('groups.note')}>
        {(binding) => <Input {...binding} name="note" {...noteBounds} defaultValue={group?.note} />}
      </Field>
      <Button type="submit">{t(group ? 'groups.save' : 'groups.add')}</Button>
    </Form>
  )
}
