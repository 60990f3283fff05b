import {
  ChannelId,
  ChannelSpec,
  DesiredState,
  HostSettings,
  KnownDesired,
  type RecordingBucket,
  RecordingId,
  RecordingSpec,
  Restream,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { readAssets } from './read-assets.ts'

/** `notRead`: where something is that this release does not know, e.g. `settings.maxStopShare`. */
export type ReadDesired = { desired: KnownDesired; notRead: readonly string[] }

const RecordingFrame = z.looseObject({
  id: RecordingId,
  channelId: z.unknown(),
  key: z.unknown(),
  from: z.unknown(),
})

/** What has to be as it always was. A channel without an id could be any: nothing may be stopped for it. */
const Frame = KnownDesired.extend({
  channels: z.array(z.looseObject({ id: ChannelId, on: z.unknown(), restreams: z.unknown() })),
  settings: z.looseObject({}),
  recordings: z.array(RecordingFrame).default([]),
  recordingBucket: z.unknown(),
  assets: z.array(z.unknown()),
})

/** Of a channel that cannot be read whole, what no FFmpeg sees and is followed all the same: who may watch, and where. */
const FOLLOWED = ['name', 'slug', 'playback'] as const

/**
 * Reads what a control plane wants that may be a release newer, and know settings that this one does not.
 * What can be read is followed. For what cannot be, what was wanted before (`former`) stays in force; a
 * channel of which nothing is known is not there, and named as unread.
 *
 * @throws ZodError when it is nothing of the kind
 */
export function readDesired(value: unknown, former: KnownDesired | null): ReadDesired {
  const whole = KnownDesired.safeParse(value)
  if (whole.success) return { desired: whole.data, notRead: [] }
  const frame = Frame.parse(value)
  const notRead: string[] = []
  const note = (place: string) => void notRead.push(place)
  const assets = readAssets(frame.assets, note)
  const before = new Map(former?.channels.map((spec) => [spec.id, spec]))
  const channels: ChannelSpec[] = []
  const unread = new Map((frame.unread ?? []).map((one) => [one.id, one]))
  for (const given of frame.channels) {
    const own = ChannelSpec.safeParse(given)
    if (own.success && !assets.areUnreadIn(given)) {
      channels.push(own.data)
      continue
    }
    note(`channels.${given.id}`)
    unread.set(given.id, { id: given.id, on: given.on !== false })
    const spec = inForce(given, before.get(given.id), assets.areUnreadIn)
    if (spec !== null) channels.push(spec)
  }
  const unreadRecordings = new Set(frame.unreadRecordings)
  const recordings = frame.recordings.map((given) => {
    const spec = readRecording(given, former, note)
    if (spec === null) unreadRecordings.add(given.id)
    return spec
  })
  const desired: KnownDesired = {
    ...frame,
    channels,
    unread: [...unread.values()],
    assets: assets.withThoseOf(channels, former?.assets ?? []),
    settings: readSettings(frame.settings, former?.settings, note),
    recordings: recordings.filter((spec) => spec !== null),
    unreadRecordings: [...unreadRecordings],
    recordingBucket: readBucket(frame.recordingBucket, former, note),
  }
  return { desired, notRead }
}

type Given = z.infer<typeof Frame>['channels'][number]
type Note = (place: string) => void

/** Null where nothing of it may be done. */
function inForce(
  given: Given,
  former: ChannelSpec | undefined,
  areUnreadIn: (value: unknown) => boolean,
): ChannelSpec | null {
  const restreams = readRestreams(given.restreams, former)
  const own = ChannelSpec.safeParse({ ...given, restreams })
  if (own.success && !areUnreadIn(given)) return own.data
  if (former === undefined) return null
  const followed = FOLLOWED.map((name) => {
    const read = ChannelSpec.shape[name].safeParse(given[name])
    return [name, read.success && name in given ? read.data : former[name]]
  })
  // It is ended by a person as ever, and not begun by what was wanted at another time.
  const on = former.on && given.on !== false
  return { ...former, ...Object.fromEntries(followed), restreams, on }
}

/** Each is a process of its own, and goes on by itself. */
function readRestreams(given: unknown, former: ChannelSpec | undefined): Restream[] {
  if (!Array.isArray(given)) return former?.restreams ?? []
  return given.flatMap((one) => {
    const read = Restream.safeParse(one)
    if (read.success) return [read.data]
    return former?.restreams.filter(({ id }) => id === one?.id) ?? []
  })
}

function readSettings(
  given: Readonly<Record<string, unknown>>,
  former: HostSettings | undefined,
  note: Note,
): HostSettings {
  const settings = { ...(former ?? HostSettings.parse({})) }
  for (const [name, field] of Object.entries(HostSettings.shape)) {
    const read = field.safeParse(given[name])
    if (read.success) Object.assign(settings, { [name]: read.data })
    else note(`settings.${name}`)
  }
  return settings
}

/**
 * The origin gives up what no recording claims: of one whose wishes are not known, all is kept. Null where
 * it is not even known of what.
 */
function readRecording(
  given: z.infer<typeof RecordingFrame>,
  former: KnownDesired | null,
  note: Note,
): RecordingSpec | null {
  const read = RecordingSpec.safeParse(given)
  if (read.success) return read.data
  note(`recordings.${given.id}`)
  const before = former?.recordings.find(({ id }) => id === given.id)
  const { id, channelId, key, from } = given
  return before ?? RecordingSpec.safeParse({ id, channelId, key, from, to: null }).data ?? null
}

function readBucket(
  given: unknown,
  former: KnownDesired | null,
  note: Note,
): RecordingBucket | null {
  const read = DesiredState.shape.recordingBucket.safeParse(given)
  if (read.success) return read.data
  note('recordingBucket')
  return former?.recordingBucket ?? null
}
