import type { ChannelView, Schedule } from '@cashbacktv/contract'
import { type ChannelFormValues, toChannelBody } from './channel-form.ts'
import { onAirNow } from './schedule-words.ts'
import { accessOf, toReading } from './source-access.ts'

/** Key below `impact` of the translations: what saving will do. */
export type Impact =
  | 'nothing'
  | 'off'
  | 'atOnce'
  | 'restarts'
  | 'otherSource'
  | 'address'
  | 'offBySchedule'
  | 'onBySchedule'

type Stored = Pick<
  ChannelView,
  | 'name'
  | 'slug'
  | 'sources'
  | 'activeSourceId'
  | 'logo'
  | 'output'
  | 'hls'
  | 'slate'
  | 'schedule'
  | 'autoRestart'
  | 'priority'
  | 'limits'
  | 'desired'
>

/** Changes of these hold at once and leave what runs alone. */
const LIGHT = ['name', 'slate', 'schedule', 'autoRestart', 'priority', 'limits'] as const

/**
 * What saving the form will do to a stored channel, said before it is saved. It mirrors what a
 * host compares: only what FFmpeg sees makes it start anew, and then the old run stays until the
 * new one has a picture.
 */
export function editImpact(stored: Stored, values: ChannelFormValues, nowMs: number): Impact[] {
  const body = toChannelBody(values, stored)
  const changed = (name: keyof Stored & keyof typeof body) => !same(stored[name], body[name])
  const sources = !same(
    stored.sources.map(({ url }) => url),
    body.sources.map(({ url }) => url),
  )
  const reading = !same(
    stored.sources.map((source) => toReading(accessOf(source), source.url)),
    values.sources.filter(({ url }) => url !== '').map(({ access, url }) => toReading(access, url)),
  )
  const restarts = reading || isSeenByEncoder(stored, body) || readsOtherTracks(stored, body)
  const otherSource = sources && urlInUse(stored) !== body.sources[0]?.url
  const light = LIGHT.some(changed)
  const window = stored.hls.windowSegments !== body.hls.windowSegments
  const address = body.slug !== undefined && body.slug !== stored.slug
  if (!restarts && !sources && !light && !window && !address) return ['nothing']
  const impacts: Impact[] = []
  if (address) impacts.push('address')
  if (stored.desired === 'off') return [...impacts, 'off']
  impacts.push(...scheduleImpact(stored.schedule, body.schedule, nowMs))
  if (otherSource) impacts.push('otherSource')
  else if (restarts) impacts.push('restarts')
  const says = impacts.some((impact) => impact !== 'address')
  return says ? impacts : [...impacts, 'atOnce']
}

type Body = ReturnType<typeof toChannelBody>

function isSeenByEncoder(stored: Stored, { output, logo, hls }: Body): boolean {
  if (stored.hls.segmentSeconds !== hls.segmentSeconds) return true
  if (output.mode === 'copy' && stored.output.mode === 'copy') return false
  return !same(stored.output, output) || !same(stored.logo, logo)
}

/** Another programme or track of a source that stays. */
function readsOtherTracks(stored: Stored, { sources }: Body): boolean {
  return stored.sources.some(({ url, program = null, audioTrack = null }) => {
    const wanted = sources.find((source) => source.url === url)
    return wanted !== undefined && !same([wanted.program, wanted.audioTrack], [program, audioTrack])
  })
}

/** An edited list starts anew with its first source. */
function urlInUse({ sources, activeSourceId }: Stored): string | undefined {
  return (sources.find(({ id }) => id === activeSourceId) ?? sources[0])?.url
}

function scheduleImpact(before: Schedule | null, after: Schedule | null, nowMs: number): Impact[] {
  const [was, is] = [before, after].map((one) => !one || onAirNow(one, nowMs).onAir)
  if (was === is) return []
  return [is ? 'onBySchedule' : 'offBySchedule']
}

/** Equal whatever the order of keys; a key that is not there and one that is undefined are the same. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, item: unknown) => {
      if (item === null || typeof item !== 'object' || Array.isArray(item)) return item
      return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
    }) ?? ''
  )
}
