import {
  type Asset,
  type AssetId,
  BROADCAST_PRESET,
  BUILT_IN_PRESETS,
  type ChannelId,
  ChannelSpec,
  type DesiredState,
  type EncodingSettings,
  type HostId,
  HostSettings,
  isHandedOn,
  type Layer,
  PROTOCOL,
  type RecordingBucket,
  type RecordingSpec,
  type StoredSettings,
} from '@cashbacktv/contract'
import { type GuardedChannel, playbackGuard } from './playback-guard.ts'

/** A channel as it is stored, with its sources in order. */
export type StoredChannel = Omit<ChannelSpec, 'layers' | 'logo' | 'output' | 'playback'> &
  Pick<StoredSettings, 'layers' | 'logo' | 'output'> &
  GuardedChannel

export type StoredPicture = Asset & { id: AssetId }

/** All that is stored about a host and its channels, as of one instant. */
export type StoredHost = {
  host: { id: HostId; desiredRevision: number; confirmedRevision: number | null }
  channels: readonly StoredChannel[]
  removed: readonly ChannelId[]
  recordings: readonly RecordingSpec[]
  recordingBucket: RecordingBucket | null
  presets: ReadonlyMap<string, EncodingSettings>
  pictures: readonly StoredPicture[]
  /** The stored settings of all hosts; what is missing is the default. */
  settings: unknown
  /** From the configuration of the server: these are always allowed. */
  sourceAllowCidrs: readonly string[]
  /** Of the installation: keys of signed addresses are made of it. */
  playbackSecret: string
  now: Date
}

/**
 * The whole of what is wanted of a host, from what is stored. A channel that cannot be understood
 * is an error, not an omission: left out, it would be stopped.
 *
 * @throws Error naming the channel that is not a valid one
 */
export function buildDesiredState(stored: StoredHost): DesiredState {
  const { host, channels, recordings } = stored
  const specs = channels.map((channel) => specOf(channel, stored))
  return {
    protocol: PROTOCOL,
    hostId: host.id,
    revision: host.desiredRevision,
    channels: specs,
    settings: mergeSettings(stored.settings, stored.sourceAllowCidrs),
    recordings: [...recordings],
    // A host that copies nothing to the bucket has no business with its keys.
    recordingBucket: recordings.some(({ uploadedAs }) => uploadedAs !== null)
      ? stored.recordingBucket
      : null,
    assets: neededAssets(specs, stored.pictures),
    removed: stored.removed.filter((id) => !specs.some((spec) => spec.id === id)),
    confirmed: host.confirmedRevision === host.desiredRevision,
  }
}

function specOf(channel: StoredChannel, stored: StoredHost): ChannelSpec {
  const parsed = ChannelSpec.safeParse({
    ...channel,
    logo: logoOf(channel, stored.pictures),
    layers: layersOf(channel, stored.pictures),
    output: outputOf(channel, stored.presets),
    playback: playbackGuard(stored.playbackSecret, channel, stored.now),
  })
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new Error(`The stored channel ${channel.id} is not valid at: ${where}`)
}

/** A logo whose picture is gone is no logo: the channel stays on air. */
function logoOf({ logo }: StoredChannel, pictures: readonly StoredPicture[]) {
  const picture = pictures.find(({ id }) => id === logo?.assetId)
  return logo && picture ? { ...logo, sha256: picture.sha256 } : null
}

function layersOf({ layers }: StoredChannel, pictures: readonly StoredPicture[]): Layer[] {
  return layers.flatMap((layer): Layer[] => {
    if (layer.kind !== 'logo') return [layer]
    const picture = pictures.find(({ id }) => id === layer.assetId)
    return picture ? [{ ...layer, sha256: picture.sha256 }] : []
  })
}

/** A preset that is gone falls back to the default, so that its channels stay on air. */
function outputOf({ output }: StoredChannel, presets: ReadonlyMap<string, EncodingSettings>) {
  const { mode, audio, subtitles } = output
  if (mode === 'copy') {
    return {
      mode,
      ...(audio.mode !== 'none' && !isHandedOn(audio) ? { audio } : {}),
      ...(subtitles.length === 0 ? {} : { subtitles }),
    }
  }
  const builtIn = Object.entries(BUILT_IN_PRESETS).find(([id]) => id === output.presetId)?.[1]
  const encoding = presets.get(output.presetId) ?? builtIn ?? BROADCAST_PRESET
  return { ...output, encoding }
}

/** Settings that cannot be understood are the defaults: every one of them is safe. */
function mergeSettings(settings: unknown, sourceAllowCidrs: readonly string[]): HostSettings {
  const known = HostSettings.safeParse(settings ?? {})
  const merged = known.success ? known.data : HostSettings.parse({})
  return {
    ...merged,
    sourceAllowCidrs: [...new Set([...merged.sourceAllowCidrs, ...sourceAllowCidrs])],
  }
}

function neededAssets(specs: readonly ChannelSpec[], pictures: readonly StoredPicture[]): Asset[] {
  const needed = new Set(
    specs.flatMap(({ logo, layers, slate }) => [
      ...[logo?.sha256, slate.picture],
      ...layers.map((layer) => (layer.kind === 'logo' ? layer.sha256 : null)),
    ]),
  )
  const found = pictures.filter(({ sha256 }) => needed.delete(sha256))
  return found.map(({ sha256, mime, bytes }) => ({ sha256, mime, bytes }))
}
