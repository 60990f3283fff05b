import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { useChannelState } from '../features/channel/use-channel-state.ts'
import { AirDetails } from '../features/channel-page/air-details.tsx'
import { ChannelHead } from '../features/channel-page/channel-head.tsx'
import { ChannelLinks } from '../features/channel-page/channel-links.tsx'
import { ChannelMetrics } from '../features/channel-page/channel-metrics.tsx'
import { CommandPanel } from '../features/channel-page/command-panel.tsx'
import { ContentPanel } from '../features/channel-page/content-panel.tsx'
import { EncoderDetails } from '../features/channel-page/encoder-details.tsx'
import { Figures } from '../features/channel-page/figures.tsx'
import { LivePreview } from '../features/channel-page/live-preview.tsx'
import { LogPanel } from '../features/channel-page/log-panel.tsx'
import { PageSection } from '../features/channel-page/page-section.tsx'
import { PlaybackPanel } from '../features/channel-page/playback-panel.tsx'
import { QualityPanel } from '../features/channel-page/quality-panel.tsx'
import { RecordingsLink } from '../features/channel-page/record-channel.tsx'
import { RestreamList } from '../features/channel-page/restream-list.tsx'
import { SectionLinks } from '../features/channel-page/section-links.tsx'
import { SourceList } from '../features/channel-page/source-list.tsx'
import { Timeline } from '../features/channel-page/timeline.tsx'
import { WhatIsWrong } from '../features/channel-page/what-is-wrong.tsx'
import { HistoryCharts } from '../features/monitoring/history-charts.tsx'
import { titled } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { withBrowserAddresses } from '../shared/browser-addresses.server.ts'
import { flashCookie } from '../shared/flash.server.ts'
import { useKeptTrue } from '../shared/live/use-kept-true.ts'
import { useScreen } from '../shared/live/use-screen.ts'
import { useMayOperate } from '../shared/use-user.ts'
import { Panel } from '../ui/panel.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titled(data?.channel.name ?? '')

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.channelId ?? ''
  const [channel, timeline, presets] = await Promise.all([
    load(args, (api) => api.channels.get.query({ id })),
    load(args, (api) => api.channels.timeline.query({ id })),
    load(args, (api) => api.presets.list.query()),
  ])
  const { presetId } = channel.output
  const found = presets.items.find((preset) => preset.id === presetId)
  const preset = found ? { id: found.id, name: found.name } : null
  return { channel: withBrowserAddresses(channel, args.context), timeline, preset }
}

/** The only form of the page deletes; start and stop have an address of their own. */
export async function action(args: ActionFunctionArgs) {
  const id = args.params.channelId ?? ''
  const form = await args.request.formData()
  if (form.get('intent') !== 'delete') return data(null, { status: 400 })
  const result = await attempt(args, async (api) => {
    const { name } = await api.channels.get.query({ id })
    await api.channels.delete.mutate({ id })
    return name
  })
  if (!result.ok) return data(result.problem)
  const flash = { key: 'channel.deleted', name: result.value, deleted: id } as const
  const headers = { 'set-cookie': flashCookie(flash) }
  return redirect('/channels', { headers })
}

export function shouldRevalidate({
  formAction,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return formAction?.endsWith('/command') ? false : defaultShouldRevalidate
}

export default function ChannelPage() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { channel, timeline, preset } = useLoaderData<typeof loader>()
  const page = useMemo(() => ({ channels: [channel], total: null, preset }), [channel, preset])
  useScreen({ one: channel.id })
  useKeptTrue(page)
  const problem = useActionData<typeof action>()
  const state = useChannelState(channel)
  const mayOperate = useMayOperate()
  // Of another channel all begins anew: nothing that was revealed on this page stays on its.
  return (
    <ChannelMetrics key={channel.id} channelId={channel.id}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <ChannelHead channel={channel} state={state} />
        <ProblemNotice>{problem && apiText.problem(problem)}</ProblemNotice>
        <WhatIsWrong channel={channel} state={state} />
        <SectionLinks channel={channel} />
        <PageSection id="on-air">
          <div className={SIDE_BY_SIDE}>
            <div>
              <LivePreview channel={channel} onAir={state.showing !== 'nothing'} />
            </div>
            <AirDetails channel={channel} />
          </div>
          {channel.isGuarded && mayOperate ? <PlaybackPanel channel={channel} /> : null}
        </PageSection>
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <PageSection id="sources">
            <Panel title={t('channelPart.inOrder')} bodyClassName="grid gap-2 text-sm">
              <SourceList channel={channel} timeline={timeline.items} />
            </Panel>
            {channel.restreams.length > 0 ? (
              <Panel title={t('restreamState.title')} bodyClassName="text-sm">
                <RestreamList channel={channel} />
              </Panel>
            ) : null}
          </PageSection>
          <PageSection id="content">
            <ContentPanel />
            <QualityPanel channelId={channel.id} encoder={channel.encoder} />
          </PageSection>
        </div>
        <PageSection id="encoder">
          <div className={SIDE_BY_SIDE}>
            <div className="grid min-w-0 gap-4">
              <Figures channelId={channel.id} />
              <LogPanel channelId={channel.id} />
            </div>
            <div className="grid min-w-0 gap-4">
              <EncoderDetails
                channel={channel}
                presetName={preset?.name ?? channel.output.presetId}
              />
              <CommandPanel channelId={channel.id} phase={state.phase} />
            </div>
          </div>
        </PageSection>
        <PageSection id="history">
          <div className={SIDE_BY_SIDE}>
            <HistoryCharts subject={{ channelId: channel.id }} />
            <Timeline channel={channel} initial={timeline} />
          </div>
        </PageSection>
        <PageSection id="settings">
          {mayOperate ? (
            <ChannelLinks channel={channel} />
          ) : (
            <div className="flex flex-wrap items-center gap-4">
              <p className="text-sm text-dim">{t('channelPart.settingsViewer')}</p>
              <RecordingsLink channel={channel} />
            </div>
          )}
        </PageSection>
      </div>
    </ChannelMetrics>
  )
}

const SIDE_BY_SIDE = 'grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]'
