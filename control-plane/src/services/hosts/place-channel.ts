import {
  allTrials,
  BUILT_IN_PRESETS,
  type ChannelId,
  channelNeed,
  expectedAudio,
  gpuEncoderFor,
  HEVC_ON_CPU,
  type HostId,
  type HostReport,
  type HostView,
  isAwareOfHevc,
  type LayerKind,
  type OutputSettings,
  usableCores,
  type VideoCodec,
  workingGpu,
} from '@cashbacktv/contract'
import { channels, presets, sources } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { type HostRoom, type Placement, place, type Wish } from '../../domain/channels/placement.ts'
import { listHosts } from './list.ts'

/** What a channel encodes and from where, as far as its cost goes. */
export type Load = {
  output: OutputSettings
  layers: readonly { kind: LayerKind }[]
  sourceUrl: string
}

/**
 * Which host a channel is to run on, and why. Changes nothing: the caller stores it with the channel.
 * Without a load, as for one that is off, every host has room.
 */
export async function placeChannel(
  ctx: FleetContext,
  wish: Wish = { pinnedTo: null, current: null },
  load: Load | null = null,
): Promise<Placement> {
  return place(wish, (await openRooms(ctx, load !== null))(load))
}

/** The hosts as they are for a load: what is free there, and what it would take of it. */
export type Rooms = (load: Load | null, given?: readonly Given[]) => HostRoom[]
/** What was given to a host since the rooms were read. */
export type Given = { hostId: HostId; load: Load | null }

/** Reads once what many placements need; without loads to compare, less of it. */
export async function openRooms(ctx: FleetContext, hasLoads: boolean): Promise<Rooms> {
  const [hosts, reports] = await Promise.all([listHosts(ctx), ctx.live.latestReports()])
  const isChoice = hasLoads && hosts.length > 1
  const [wanted, speeds] = isChoice
    ? await Promise.all([readWanted(ctx), readSpeeds(ctx)])
    : [[], new Map()]
  return (load, given = []) =>
    hosts.map((host) => roomOf(host, { load, given, wanted, speeds, report: reports.get(host.id) }))
}

type Scene = {
  load: Load | null
  given: readonly Given[]
  wanted: readonly Wanted[]
  speeds: Speeds
  report: HostReport | undefined
}

function roomOf(host: HostView, { load, given, wanted, speeds, report }: Scene): HostRoom {
  const { id, name, draining, capabilities, room } = host
  const calibrations = capabilities?.calibrations ?? []
  const needOf = (some: Load, isOnGpu = false) =>
    channelNeed({ ...workOf(some, speeds), isOnGpu }, calibrations).cores
  const held = new Set(report?.capacity?.holders.map(({ channelId }) => channelId))
  const here = given.filter(({ hostId }) => hostId === id)
  // Those it is to start and does not hold yet take room too.
  const coming = [
    ...wanted.filter((other) => other.hostId === id && !held.has(other.id)),
    ...here.flatMap((one) => one.load ?? []),
  ]
  const usable = room && usableCores(room)
  const promised = coming.reduce((sum, other) => sum + needOf(other), 0)
  const { sessions = 0, heldSessions = 0 } = room?.gpu ?? {}
  const promisedSessions = coming.reduce((sum, other) => sum + sessionsOf(other), 0)
  const asked = load === null ? 0 : sessionsOf(load)
  const lacksSessions =
    asked > sessions - heldSessions - promisedSessions || !hasOnGpu(host, load?.output.codec)
  return {
    id,
    name,
    draining,
    connected: host.link === 'connected',
    channels: host.channels + here.length,
    cores: capabilities?.cores ?? 1,
    cpuPercent: host.sample?.cpuPercent ?? null,
    freeCores: room && usable !== null ? usable - room.heldCores - promised : null,
    usableCores: usable,
    neededCores: load === null ? 0 : needOf(load, asked > 0 && !lacksSessions),
    // A host that has not said what it has judges by itself.
    lacksEncoder: lacksEncoder(host, load, asked > 0 && !lacksSessions),
  }
}

/** Whether a host that has said what it has cannot encode a load. `isOnGpu`: a GPU of it is to. */
function lacksEncoder({ room, capabilities }: HostView, load: Load | null, isOnGpu: boolean) {
  if (room === null || load === null || load.output.mode !== 'transcode' || isOnGpu) return false
  if (load.output.encoder === 'gpu') return true
  if (load.output.codec !== 'hevc') return false
  const { encoders = [] } = capabilities ?? {}
  return !isAwareOfHevc(capabilities ?? {}) || !encoders.includes(HEVC_ON_CPU)
}

/** Sessions are of both codecs, and not every card encodes HEVC. */
function hasOnGpu({ capabilities }: HostView, codec: VideoCodec = 'h264'): boolean {
  const gpu = workingGpu(allTrials(capabilities ?? {}))
  return codec === 'h264' || (gpu !== null && gpuEncoderFor(gpu, codec) !== null)
}

/** Of a GPU: one a rendition of what asks for one. */
function sessionsOf({ output }: Load): number {
  const asks = output.mode === 'transcode' && output.encoder !== 'cpu'
  return asks ? output.renditions.length : 0
}

type Wanted = Load & { id: ChannelId; hostId: HostId | null }

async function readWanted({ db }: FleetContext): Promise<Wanted[]> {
  const { id, hostId, settings } = channels
  const rows = await db
    .select({ id, hostId, settings, sourceUrl: sources.url })
    .from(channels)
    .innerJoin(sources, and(eq(sources.channelId, channels.id), eq(sources.position, 0)))
    .where(and(eq(channels.on, true), isNull(channels.deletedAt)))
  return rows.map(({ settings: { output, layers }, ...row }) => ({ ...row, output, layers }))
}

type Speeds = ReadonlyMap<string, (typeof presets.$inferSelect)['encoding']['speed']>

async function readSpeeds({ db }: FleetContext): Promise<Speeds> {
  const rows = await db.select({ id: presets.id, encoding: presets.encoding }).from(presets)
  return new Map(rows.map(({ id, encoding }) => [id, encoding.speed]))
}

/** Only processors are compared between hosts: memory is judged by each host for itself. */
function workOf({ output, layers, sourceUrl }: Load, speeds: Speeds) {
  const { mode, presetId, codec, renditions } = output
  const speed = speeds.get(presetId) ?? BUILT_IN_PRESETS.broadcast.speed
  const known = { mode, presetId, speed, codec, renditions, sourceUrl }
  return {
    ...known,
    picture: null,
    listedSeconds: 0,
    audio: expectedAudio(mode, output.audio),
    layers: layers.map(({ kind }) => kind),
  }
}
