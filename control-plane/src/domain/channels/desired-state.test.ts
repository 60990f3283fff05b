import {
  AssetId,
  AudioSettings,
  BROADCAST_PRESET,
  ChannelId,
  ChannelSpec,
  ContentSettings,
  DesiredState,
  HostId,
  HostSettings,
  PlaybackSettings,
  RecordingBucket,
  RecordingSpec,
  Sha256,
  SourceId,
  ZEROLATENCY_PRESET,
} from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { buildDesiredState, type StoredChannel, type StoredHost } from './desired-state.ts'

const pictureId = AssetId.parse(crypto.randomUUID())
const sha256 = Sha256.parse('ab'.repeat(32))
const slateSha256 = Sha256.parse('cd'.repeat(32))
const logo = { assetId: pictureId, x: 0.8, y: 0.1, width: 0.1, opacity: 1 }

const channel = (changes: Partial<StoredChannel> = {}): StoredChannel => ({
  id: ChannelId.parse(crypto.randomUUID()),
  name: 'One',
  slug: 'one',
  on: true,
  restartGeneration: 3,
  sources: [{ id: SourceId.parse(crypto.randomUUID()), url: 'http://example.com/a.ts' }],
  restreams: [],
  logo: null,
  layers: [],
  output: {
    mode: 'transcode',
    presetId: 'broadcast',
    renditions: [{ name: 'main', height: null }],
    audio: AudioSettings.parse({}),
    subtitles: [],
    deinterlace: 'frame',
    encoder: 'cpu',
    codec: 'h264',
  },
  hls: { segmentSeconds: 2, windowSegments: 6 },
  slate: { enabled: true, picture: null, language: 'tr' },
  dvr: { windowSeconds: 0, budgetBytes: null },
  cues: 'off',
  content: ContentSettings.parse({}),
  playback: PlaybackSettings.parse({}),
  playbackEnds: null,
  schedule: null,
  autoRestart: true,
  limits: { memoryBytes: null, cpuPercent: null },
  priority: 50,
  startAnyway: false,
  ...changes,
})
const stored = (changes: Partial<StoredHost> = {}): StoredHost => ({
  playbackSecret: 's'.repeat(40),
  now: new Date(),
  host: { id: HostId.parse(crypto.randomUUID()), desiredRevision: 7, confirmedRevision: null },
  channels: [channel()],
  removed: [],
  recordings: [],
  recordingBucket: null,
  presets: new Map([['broadcast', BROADCAST_PRESET]]),
  pictures: [
    { id: pictureId, sha256, mime: 'image/png', bytes: 5 },
    { id: AssetId.parse(crypto.randomUUID()), sha256: slateSha256, mime: 'image/jpeg', bytes: 6 },
  ],
  settings: undefined,
  sourceAllowCidrs: [],
  ...changes,
})

describe('the wanted state of a host', () => {
  it('is one that hosts understand, with every field of a channel in it', () => {
    const state = buildDesiredState(stored())
    expect(DesiredState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state)
    expect(Object.keys(state.channels[0] ?? {}).toSorted()).toEqual(
      Object.keys(ChannelSpec.shape).toSorted(),
    )
  })

  it('has the presets resolved; one that is gone becomes the default instead of taking the channel off air', () => {
    const encodingOf = (presetId: string, presets: StoredHost['presets'] = new Map()) => {
      const output = { ...channel().output, presetId }
      const [spec] = buildDesiredState(
        stored({ channels: [channel({ output })], presets }),
      ).channels
      return spec?.output.mode === 'transcode' ? spec.output.encoding : null
    }
    const own = { ...BROADCAST_PRESET, crf: 30 }
    expect(encodingOf('own', new Map([['own', own]]))).toEqual(own)
    expect(encodingOf('zerolatency')).toEqual(ZEROLATENCY_PRESET)
    expect(encodingOf('gone')).toEqual(BROADCAST_PRESET)
  })

  it('drops what copy mode does not need', () => {
    const output = { ...channel().output, mode: 'copy' as const }
    expect(
      buildDesiredState(stored({ channels: [channel({ output })] })).channels[0]?.output,
    ).toEqual({ mode: 'copy' })
  })

  it('tells of the audio of a copy that is not handed on as it comes', () => {
    const audio = AudioSettings.parse({ asVariant: true })
    const output = { ...channel().output, mode: 'copy' as const, audio }
    expect(
      buildDesiredState(stored({ channels: [channel({ output })] })).channels[0]?.output,
    ).toEqual({ mode: 'copy', audio })
  })

  it('names the pictures of logos and slates once each, and no others', () => {
    const slate = { enabled: true, picture: slateSha256, language: 'tr' as const }
    const none = buildDesiredState(stored())
    const both = buildDesiredState(
      stored({ channels: [channel({ logo }), channel({ logo, slate })] }),
    )
    expect(none.assets).toEqual([])
    expect(both.assets.map((asset) => asset.sha256)).toEqual([sha256, slateSha256])
    expect(both.channels[0]?.logo).toEqual({ ...logo, sha256 })
  })

  it('keeps a channel whose logo is gone on air without it', () => {
    const state = buildDesiredState(stored({ channels: [channel({ logo })], pictures: [] }))
    expect(state.channels[0]?.logo).toBeNull()
  })

  it('is an error that names the channel, never an omission, when a channel cannot be understood', () => {
    const broken = channel({ sources: [] })
    expect(() => buildDesiredState(stored({ channels: [channel(), broken] }))).toThrow(broken.id)
  })

  it('adds the networks the server allows to those of the settings', () => {
    const settings = { stallSeconds: 12, sourceAllowCidrs: ['10.0.0.0/8'] }
    const state = buildDesiredState(
      stored({ settings, sourceAllowCidrs: ['127.0.0.0/8', '10.0.0.0/8'] }),
    )
    expect(state.settings).toMatchObject({
      stallSeconds: 12,
      sourceAllowCidrs: ['10.0.0.0/8', '127.0.0.0/8'],
    })
  })

  it('falls back to the default settings when the stored ones cannot be understood', () => {
    expect(buildDesiredState(stored({ settings: { stallSeconds: 'x' } })).settings).toEqual(
      HostSettings.parse({}),
    )
  })

  it('is confirmed for the confirmed revision only', () => {
    const confirmed = (confirmedRevision: number) =>
      buildDesiredState(stored({ host: { ...stored().host, confirmedRevision } })).confirmed
    expect([6, 7, 8].map(confirmed)).toEqual([false, true, false])
  })

  it.each([
    ['copies one of them to the bucket', 'news', true],
    ['keeps them all to itself', null, false],
  ])('has the keys of the bucket where the host %s', (_, uploadedAs, isTold) => {
    const recordingBucket = RecordingBucket.parse({
      endpoint: 'https://s3.example.com',
      region: 'eu',
      bucket: 'recordings',
      accessKey: 'KEY',
      secret: 'secret-of-the-bucket',
    })
    const recording = RecordingSpec.parse({
      id: crypto.randomUUID(),
      channelId: crypto.randomUUID(),
      key: 'a1'.repeat(16),
      from: new Date(0).toISOString(),
      to: null,
      uploadedAs,
    })
    const state = buildDesiredState(stored({ recordingBucket, recordings: [recording] }))
    expect(state.recordingBucket).toEqual(isTold ? recordingBucket : null)
  })

  it('never names a channel as removed that is in it', () => {
    const one = channel()
    expect(buildDesiredState(stored({ channels: [one], removed: [one.id] })).removed).toEqual([])
  })
})
