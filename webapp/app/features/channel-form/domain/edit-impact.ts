import type { ChannelView, Schedule } from '@cashbacktv/contract'
import { isSame } from '@cashbacktv/contract/changed-fields'
import { changedSettings, isSeenByEncoder } from '@cashbacktv/contract/changed-settings'
import { isLadder } from '@cashbacktv/contract/is-ladder'
import { isMasked } from '@cashbacktv/contract/mask'
import { onAirNow } from '../../channel/domain/schedule-words.ts'
import {
  type ChannelFormValues,
  chosenHost,
  type ShownSettings,
  toChannelBody,
} from './channel-form.ts'
import { accessOf, toReading } from './source-access.ts'

/** Key below `impact` of the translations: what saving will do. */
export type Impact =
  | 'nothing'
  | 'off'
  | 'atOnce'
  | 'restarts'
  | 'otherSource'
  | 'moves'
  | 'address'
  | 'newPlaylists'
  | 'offBySchedule'
  | 'onBySchedule'

type Stored = ShownSettings & Pick<ChannelView, 'slug' | 'activeSourceId' | 'desired'>

/**
 * What saving the form will do to a stored channel, said before it is saved. It mirrors what a
 * host compares: only what FFmpeg sees makes it start anew, and then the old run stays until the
 * new one has a picture.
 */
export function editImpact(stored: Stored, values: ChannelFormValues, nowMs: number): Impact[] {
  const body = toChannelBody(values, stored)
  const sources = !isSame(stored.sources.map(addressOf), body.sources.map(addressOf))
  const reading = !isSame(
    stored.sources.map((source) => toReading(accessOf(source), source.url)),
    values.sources.filter(({ url }) => url !== '').map(({ access, url }) => toReading(access, url)),
  )
  const restarts = reading || isSeenByEncoder(stored, body) || readsOtherTracks(stored, body)
  const first = body.sources[0] && addressOf(body.sources[0])
  // Its address leads to a playlist of playlists; players that have loaded the one do not take the other.
  const newPlaylists = isLadder(stored.output) !== isLadder(Object(body.output))
  const otherSource = sources && !isSame(addressInUse(stored), first)
  // Sources are compared above: the form says of each also what it does not have.
  const chosen = { ...stored, hostId: chosenHost(stored) }
  const { sources: _sources, ...changed } = changedSettings(chosen, body)
  const address = changed.slug !== undefined
  if (!restarts && !sources && Object.keys(changed).length === 0) return ['nothing']
  const impacts: Impact[] = []
  if (address) impacts.push('address')
  if (stored.desired === 'off') return [...impacts, 'off']
  if (newPlaylists) impacts.push('newPlaylists')
  impacts.push(...scheduleImpact(stored.schedule, body.schedule, nowMs))
  if (stored.hostId !== null && values.hostId !== '' && values.hostId !== stored.hostId) {
    return [...impacts, 'moves']
  }
  if (otherSource) impacts.push('otherSource')
  else if (restarts && !newPlaylists) impacts.push('restarts')
  const says = impacts.some((impact) => impact !== 'address')
  return says ? impacts : [...impacts, 'atOnce']
}

type Body = ReturnType<typeof toChannelBody>

/** Another programme or track of a source that stays. */
function readsOtherTracks(stored: Stored, { sources }: Body): boolean {
  return stored.sources.some((known) => {
    const { program = null, audioTrack = null } = known
    const wanted = sources.find((source) => isSame(addressOf(source), addressOf(known)))
    return (
      wanted !== undefined && !isSame([wanted.program, wanted.audioTrack], [program, audioTrack])
    )
  })
}

/** An edited list starts anew with its first source. */
function addressInUse({ sources, activeSourceId }: Stored): string[] | undefined {
  const source = sources.find(({ id }) => id === activeSourceId) ?? sources[0]
  return source && addressOf(source)
}

/** Two that are masked look alike, and are told apart by the source they are of. */
function addressOf({ id = '', url }: { id?: string; url: string }): string[] {
  return [isMasked(url) ? id : '', url]
}

function scheduleImpact(before: Schedule | null, after: Schedule | null, nowMs: number): Impact[] {
  const [was, is] = [before, after].map((one) => !one || onAirNow(one, nowMs).onAir)
  if (was === is) return []
  return [is ? 'onBySchedule' : 'offBySchedule']
}
