import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { LogoEditor } from '../features/logo/logo-editor.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { withBrowserAddresses } from '../shared/browser-addresses.server.ts'
import { useMayOperate } from '../shared/use-user.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'logo')

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.channelId ?? ''
  const [channel, { items }] = await Promise.all([
    load(args, (api) => api.channels.get.query({ id })),
    load(args, (api) => api.channels.list.query({ page: 1, pageSize: 500 })),
  ])
  return {
    channel: withBrowserAddresses(channel, args.context),
    channels: items.map((one) => withBrowserAddresses(one, args.context)),
  }
}

export default function ChannelLogo() {
  const { t } = useTranslation()
  const { channel, channels } = useLoaderData<typeof loader>()
  return (
    <FormPage
      title={t('logoEditor.title', { name: channel.name })}
      back={{ to: `/channels/${channel.id}`, text: channel.name }}
    >
      <LogoEditor
        key={channel.id}
        channel={channel}
        channels={channels}
        chosenIds={useChosen(channel.id)}
        mayOperate={useMayOperate()}
      />
    </FormPage>
  )
}

/** What was selected in the list, else this channel alone. */
function useChosen(own: string): readonly string[] {
  const state: unknown = useLocation().state
  const ids = typeof state === 'object' && state !== null ? Reflect.get(state, 'channelIds') : null
  return Array.isArray(ids) && ids.length > 0 ? ids.map(String) : [own]
}
