import { randomUUID } from 'node:crypto'
import { CreateChannelInput } from '@cashbacktv/contract'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { CHANNEL_BOUNDS, NEW_CHANNEL } from '../features/channel-form/channel-form.server.ts'
import { ChannelForm } from '../features/channel-form/channel-form.tsx'
import { formOfChannel, toChannelBody } from '../features/channel-form/domain/channel-form.ts'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { judge } from '../features/channel-form/judge.server.ts'
import { type SaveAnswer, saveChannel } from '../features/channel-form/save-channel.server.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { load } from '../shared/api.server.ts'
import { idOf } from '../shared/domain/form-id.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'newChannel')

export async function loader(args: LoaderFunctionArgs) {
  const presets = await load(args, (api) => api.presets.list.query())
  const blank = formOfChannel(NEW_CHANNEL)
  return { presets, blank, bounds: CHANNEL_BOUNDS, newId: randomUUID() }
}

export function action(args: ActionFunctionArgs) {
  return saveChannel(args, 'form.created', async (api, values, form) => {
    const wanted = { ...toChannelBody(values, NEW_CHANNEL), ...idOf(form) }
    const body = judge(CreateChannelInput, wanted)
    return body.ok ? api.channels.create.mutate(body.value) : body
  })
}

export default function NewChannel() {
  const { t } = useTranslation()
  const { presets, blank, bounds, newId } = useLoaderData<typeof loader>()
  const answer = useActionData() as SaveAnswer | undefined
  return (
    <FormPage title={t('form.addTitle')} back={{ to: '/channels', text: t('channel.back') }}>
      <ChannelForm
        stored={null}
        newId={newId}
        initial={answer?.values ?? blank}
        bounds={bounds}
        presets={presets.items}
        problem={answer?.problem ?? null}
        submitText={t('form.create')}
        cancelTo="/channels"
      />
    </FormPage>
  )
}
