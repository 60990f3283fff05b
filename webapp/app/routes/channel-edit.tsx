import { UpdateChannelInput } from '@cashbacktv/contract'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ChannelForm } from '../features/channel-form/channel-form.tsx'
import { formOfChannel, toChannelBody } from '../features/channel-form/domain/channel-form.ts'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { loadFormScene } from '../features/channel-form/form-scene.server.ts'
import { judge } from '../features/channel-form/judge.server.ts'
import { saveChannel } from '../features/channel-form/save-channel.server.ts'
import { titled } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { withBrowserAddresses } from '../shared/browser-addresses.server.ts'
import { changedMeanwhile, readShown, shownIn } from '../shared/domain/changed-meanwhile.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => titled(data?.channel.name ?? '')

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.channelId ?? ''
  const [channel, scene] = await Promise.all([
    load(args, (api) => api.channels.get.query({ id })),
    loadFormScene(args),
  ])
  const shown = withBrowserAddresses(channel, args.context)
  return { channel: shown, scene }
}

export function action(args: ActionFunctionArgs) {
  const id = args.params.channelId ?? ''
  return saveChannel(args, 'saved', async (api, values, form) => {
    // What the form does not show is taken from the channel as it is now, not as it was shown.
    const now = await api.channels.get.query({ id })
    const stored = formOfChannel(now)
    const changed = changedMeanwhile(readShown(shownIn(form)), stored, values)
    if (changed.length > 0) return { changed, stored }
    const body = judge(UpdateChannelInput, toChannelBody(values, now))
    return body.ok ? api.channels.update.mutate({ ...body.value, id }) : body
  })
}

export default function EditChannel() {
  const { t } = useTranslation()
  const { channel, scene } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const page = `/channels/${channel.id}`
  return (
    <FormPage
      title={t('form.editTitle', { name: channel.name })}
      back={{ to: page, text: channel.name }}
    >
      <ChannelForm
        stored={channel}
        initial={answer?.values ?? formOfChannel(channel)}
        scene={answer?.opened ? { ...scene, opened: answer.opened } : scene}
        problem={answer?.problem ?? null}
        filledFrom={answer?.filledFrom ?? null}
        submitText={t('form.save')}
        cancelTo={page}
        {...(channel.showing === 'live' ? { picture: channel.thumbnailUrl } : {})}
      />
    </FormPage>
  )
}
