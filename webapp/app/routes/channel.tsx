import { needsEye } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import {
  Link,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
} from '@remix-run/react'
import { ArrowLeft, Copy, ImageUp, Pencil } from 'lucide-react'
import { useMemo } from 'react'
import { PlanMaintenanceLink } from '../features/alerts/plan-maintenance-link.tsx'
import { AirBadges } from '../features/channel/air-badges.tsx'
import { ChannelCommands } from '../features/channel/channel-commands.tsx'
import type { Tone } from '../features/channel/domain/channel-status.ts'
import { StatusBadge } from '../features/channel/status-badge.tsx'
import { Trouble } from '../features/channel/trouble.tsx'
import { useChannelState } from '../features/channel/use-channel-state.ts'
import { CommandPanel } from '../features/channel-page/command-panel.tsx'
import { DeleteChannel } from '../features/channel-page/delete-channel.tsx'
import { Details } from '../features/channel-page/details.tsx'
import { Figures } from '../features/channel-page/figures.tsx'
import { LivePreview } from '../features/channel-page/live-preview.tsx'
import { LogPanel } from '../features/channel-page/log-panel.tsx'
import { OffBySchedule } from '../features/channel-page/off-by-schedule.tsx'
import { Timeline } from '../features/channel-page/timeline.tsx'
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
import { Since } from '../ui/elapsed.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titled(data?.channel.name ?? '')

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.channelId ?? ''
  const [channel, timeline, presets] = await Promise.all([
    load(args, (api) => api.channels.get.query({ id })),
    load(args, (api) => api.channels.timeline.query({ id })),
    load(args, (api) => api.presets.list.query()),
  ])
  const { presetId } = channel.output
  const presetName = presets.items.find((preset) => preset.id === presetId)?.name ?? presetId
  return { channel: withBrowserAddresses(channel, args.context), timeline, presetName }
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
  const { channel, timeline, presetName } = useLoaderData<typeof loader>()
  const page = useMemo(() => ({ channels: [channel], total: null }), [channel])
  useScreen({ one: channel.id })
  useKeptTrue(page)
  const problem = useActionData<typeof action>()
  const state = useChannelState(channel)
  const mayOperate = useMayOperate()
  return (
    <div className="grid grid-cols-1 gap-4">
      <header className="grid gap-2">
        <Link
          to="/channels"
          className="flex items-center gap-1.5 justify-self-start py-1 text-sm text-dim hover:text-ink"
        >
          <ArrowLeft aria-hidden="true" className="size-4 shrink-0" />
          {t('channel.back')}
        </Link>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-0">
            <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{channel.name}</h1>
            <p className="mt-1 flex flex-wrap items-center gap-2 text-sm">
              <StatusBadge status={state.presentation} />
              <AirBadges state={state} />
              <span className="figure text-dim">
                <Since at={state.since} />
              </span>
            </p>
          </div>
          {mayOperate ? (
            <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
              <ChannelCommands channel={channel} can={state.can} withWords />
              {channel.output.mode === 'copy' ? null : (
                <LinkButton to={`/channels/${channel.id}/logo`}>
                  <ImageUp aria-hidden="true" />
                  {t('logoEditor.open')}
                </LinkButton>
              )}
              <LinkButton to={`/channels/${channel.id}/edit`}>
                <Pencil aria-hidden="true" />
                {t('channel.edit')}
              </LinkButton>
              <LinkButton to={`/channels/new?from=${channel.id}`}>
                <Copy aria-hidden="true" />
                {t('path.duplicate')}
              </LinkButton>
              <PlanMaintenanceLink
                scope={{ kind: 'channel', channelId: channel.id }}
                name={channel.name}
              />
              <DeleteChannel channel={channel} />
            </div>
          ) : null}
        </div>
      </header>
      {problem ? (
        <Notice tone="bad" role="alert">
          {apiText.problem(problem)}
        </Notice>
      ) : null}
      {state.reason || state.activity.doing || (state.health && needsEye(state.health.level)) ? (
        <Notice tone={noticeTone(state.presentation.tone)} role="status">
          <Trouble
            state={state}
            {...(mayOperate ? { channel } : {})}
            className="[&>p]:line-clamp-none"
          />
        </Notice>
      ) : null}
      {channel.startAnyway ? <Notice>{t('room.startedAnyway')}</Notice> : null}
      <OffBySchedule channel={channel} waiting={state.phase === 'scheduled'} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-4">
          <LivePreview channel={channel} onAir={state.showing !== 'nothing'} />
          <Figures channelId={channel.id} />
          <HistoryCharts subject={{ channelId: channel.id }} />
          <LogPanel channelId={channel.id} />
        </div>
        <div className="grid min-w-0 gap-4">
          <Details {...{ channel, presetName }} timeline={timeline.items} />
          <Timeline channel={channel} initial={timeline} />
          <CommandPanel channelId={channel.id} phase={state.phase} />
        </div>
      </div>
    </div>
  )
}

function noticeTone(tone: Tone): 'bad' | 'warning' | 'plain' {
  if (tone === 'bad' || tone === 'warning') return tone
  return 'plain'
}
