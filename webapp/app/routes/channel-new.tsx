import { randomUUID } from 'node:crypto'
import { type ChannelView, CreateChannelInput } from '@cashbacktv/contract'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NEW_CHANNEL } from '../features/channel-form/channel-form.server.ts'
import { ChannelForm } from '../features/channel-form/channel-form.tsx'
import {
  baseOfCopy,
  copyName,
  formOfCopy,
  toChannelBody,
} from '../features/channel-form/domain/channel-form.ts'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { loadFormScene } from '../features/channel-form/form-scene.server.ts'
import { judge } from '../features/channel-form/judge.server.ts'
import { saveChannel } from '../features/channel-form/save-channel.server.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { idOf } from '../shared/domain/form-id.ts'
import { Notice } from '../ui/notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'newChannel')

/** `?from=` is the channel that the new one is to be like. */
const copiedId = ({ request }: Pick<LoaderFunctionArgs, 'request'>) =>
  new URL(request.url).searchParams.get('from')

export async function loader(args: LoaderFunctionArgs) {
  const id = copiedId(args)
  const [scene, copied] = await Promise.all([
    loadFormScene(args),
    id === null ? null : load(args, (api) => api.channels.get.query({ id })),
  ])
  return { scene, copied, newId: randomUUID() }
}

export async function action(args: ActionFunctionArgs) {
  const base = await readBase(args)
  return saveChannel(args, 'created', async (api, values, form) => {
    const from = copiedId(args)
    const wanted = {
      ...toChannelBody(values, base),
      ...idOf(form),
      ...(from === null ? {} : { copyOf: from }),
    }
    const body = judge(CreateChannelInput, wanted)
    return body.ok ? api.channels.create.mutate(body.value) : body
  })
}

/** What the form does not show comes from the channel that is copied, while that one is there. */
async function readBase(args: ActionFunctionArgs) {
  const id = copiedId(args)
  const copied = id === null ? null : await attempt(args, (api) => api.channels.get.query({ id }))
  return copied?.ok ? baseOfCopy(copied.value) : NEW_CHANNEL
}

export default function NewChannel() {
  const { t } = useTranslation()
  const { scene, copied, newId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const copyOf = ({ name }: ChannelView) => copyName(name, t('path.copySuffix'))
  const blank = copied ? formOfCopy(copied, copyOf(copied)) : scene.defaults
  return (
    <FormPage
      title={copied ? t('path.duplicateNamed', { name: copied.name }) : t('form.addTitle')}
      back={
        copied
          ? { to: `/channels/${copied.id}`, text: copied.name }
          : { to: '/channels', text: t('channel.back') }
      }
    >
      {copied ? (
        <Notice className="max-2xl:max-w-4xl">{t('path.copied', { name: copied.name })}</Notice>
      ) : null}
      <ChannelForm
        key={copied?.id ?? 'new'}
        stored={null}
        newId={newId}
        initial={answer?.values ?? blank}
        scene={answer?.opened ? { ...scene, opened: answer.opened } : scene}
        problem={answer?.problem ?? null}
        filledFrom={null}
        submitText={t('form.create')}
        cancelTo={copied ? `/channels/${copied.id}` : '/channels'}
      />
    </FormPage>
  )
}
