import { type ChannelView, hostWarnings, isGuarded, type Source } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { shownRestreams, shownSources } from '../../domain/channels/shown-sources.ts'
import { hostOf, type LiveState, observationOf, standingOf } from '../../domain/fleet/live-state.ts'
import type { ChannelRow } from './channel-row.ts'

type ViewContext = Pick<RequestContext, 'actor' | 'config' | 'origin' | 'now'>

/** A channel as it is shown: the secrets of its sources are never part of it. */
export function channelView(
  ctx: ViewContext,
  row: ChannelRow,
  sources: readonly Source[],
  state: LiveState,
): ChannelView {
  const observation = observationOf(state, row)
  const host = hostOf(state, row)
  const base = streamBase(ctx, row, state)
  const updatedAt = row.updatedAt.toISOString()
  const { id, hostId, schedule } = row
  const { on, restartGeneration, deletedAt, playbackEnds, ...shown } = row
  const standing = standingOf(
    state,
    { id, hostId, on, schedule, restartGeneration, updatedAt },
    ctx.now(),
  )
  // Spread into a literal, an object of so many fields costs V8 twelve times as much.
  return Object.assign(shown, standing, {
    desired: on ? ('on' as const) : ('off' as const),
    playbackUrl: `${base}/index.m3u8`,
    thumbnailUrl: `${base}/thumbnail.jpg`,
    isGuarded: isGuarded(row.playback),
    hostName: host?.name ?? null,
    sources: shownSources(sources, ctx.actor?.role ?? null),
    restreams: shownRestreams(row.restreams, ctx.actor?.role ?? null),
    restreamStates: observation?.restreams ?? [],
    activeSourceId: observation?.run?.sourceId ?? null,
    taken: observation?.run?.taken ?? null,
    encoder: observation?.run?.encoder ?? null,
    warnings: [...(host ? hostWarnings(host, row.output) : []), ...(observation?.warnings ?? [])],
    breaks: observation?.air?.breaks ?? [],
    past: observation?.air?.past ?? null,
    speed: observation?.metrics?.speed ?? null,
    fps: observation?.metrics?.fps ?? null,
    viewers: observation?.air?.viewers ?? 0,
    showing: observation?.air?.showing ?? 'nothing',
    createdAt: row.createdAt.toISOString(),
    updatedAt,
  })
}

/**
 * Address of a channel's streams as viewers reach it: what its host was given, else ours. Without a
 * public one only the host of this very process has its streams here, and it names no origin.
 */
export function streamBase(
  ctx: Pick<RequestContext, 'config' | 'origin'>,
  row: Pick<ChannelRow, 'slug' | 'hostId'>,
  state: LiveState,
): string {
  return `${streamsRoot(ctx, row, state)}/${row.slug}`
}

/** The same of all that its host publishes. */
export function streamsRoot(
  ctx: Pick<RequestContext, 'config' | 'origin'>,
  row: Pick<ChannelRow, 'hostId'>,
  state: LiveState,
): string {
  const { publicUrl, servesStreams } = ctx.config
  const host = hostOf(state, row)
  const ours = publicUrl ?? (servesStreams && !host?.originUrl ? ctx.origin : null)
  const base = host?.playbackBaseUrl ?? ours ?? host?.originUrl ?? ctx.origin
  return `${base.replace(/\/+$/, '')}/streams`
}
