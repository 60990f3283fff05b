import {
  AudioSettings,
  BROADCAST_PRESET,
  type ChannelSpec,
  ChannelSpec as ChannelSpecSchema,
  type EncodingSettings,
  type SourceFacts,
  type VideoCodec,
  ZEROLATENCY_PRESET,
} from '@cashbacktv/contract'
import type { PlannedLayer } from '../../agent/src/domain/plan-ffmpeg/layer-filters.ts'
import { planFfmpeg } from '../../agent/src/domain/plan-ffmpeg/plan-ffmpeg.ts'
import type { Clip } from './presets-footage.ts'

/** `literal` and `broadcast` are this product's own commands; `hand` is how one would type the spec's section 7. */
export type Form = 'hand' | 'literal' | 'broadcast' | 'hand-many' | 'literal-many'
export const FORMS: readonly Form[] = ['hand', 'literal', 'broadcast', 'hand-many', 'literal-many']

/** What a host of many cores makes x264 and the decoder choose by themselves. */
const MANY_THREADS = 17

export type Job = {
  clip: Clip
  url: string
  folder: string
  picture: string
  prepared: string
  /** What lies on the picture beside the logo. */
  layers?: readonly PlannedLayer[]
  /** By default H.264. */
  codec?: VideoCodec
}

/** Where the logo is, as fractions of the frame. */
export const LOGO = { x: 0.82, y: 0.05, width: 0.125, opacity: 0.8 }

/** Arguments of one form for one clip; `-benchmark` makes FFmpeg say what it used. */
export function command(form: Form, job: Job): string[] {
  const many = form.endsWith('-many')
  if (form.startsWith('hand')) return ['-benchmark', ...byHand(job, many)]
  const preset = form === 'broadcast' ? BROADCAST_PRESET : ZEROLATENCY_PRESET
  const encoding = many ? { ...preset, threads: MANY_THREADS } : preset
  const args = planned(encoding, job)
  return ['-benchmark', ...(many ? withDecoderThreads(args) : literalDecoder(form, args))]
}

const AS_THE_SOURCE: Renditions = [{ name: 'main', height: null }]

type Renditions = { name: string; height: number | null }[]

/** The product's command with any encoding settings, of one rendition or a ladder. */
export function planned(
  encoding: EncodingSettings,
  job: Job,
  renditions: Renditions = AS_THE_SOURCE,
  audio = AudioSettings.parse({}),
): string[] {
  const layers = job.layers ?? []
  const made = channel(encoding, renditions, audio)
  const output = made.output.mode === 'copy' ? made.output : { ...made.output, codec: job.codec }
  const spec = { ...made, output, layers: layers.map(({ layer }) => layer) }
  const source = spec.sources[0]
  if (!source) throw new Error('The benchmark channel has no source.')
  return planFfmpeg({
    spec,
    source: { ...source, url: job.url },
    facts: facts(job.clip),
    capabilities: { filters: ['zscale', 'azmq'] },
    runDir: job.folder,
    progressUrl: 'udp://127.0.0.1:9',
    logo: { file: job.prepared, exactSize: true },
    layers: layers.map(({ prepared }) => prepared),
    threadStep: 0,
  }).args
}

function byHand(job: Job, many: boolean): string[] {
  const { clip } = job
  const interval = String(Math.round(clip.framesPerSecond * 2))
  const width = Math.round((clip.width * LOGO.width) / 2) * 2
  const threads = many ? ['-threads', String(MANY_THREADS)] : []
  return [
    ...['-hide_banner', '-nostats', '-nostdin', '-y', ...threads, '-i', job.url],
    ...['-loop', '1', '-i', job.picture, '-filter_complex'],
    `[1:v]scale=${width}:-1,format=rgba,colorchannelmixer=aa=${LOGO.opacity}[logo];` +
      `[0:v][logo]overlay=x=main_w*${LOGO.x}:y=main_h*${LOGO.y}:shortest=1[v]`,
    ...['-map', '[v]', '-map', '0:a:0?', '-c:v', 'libx264', '-preset', 'veryfast'],
    ...['-tune', 'zerolatency', '-crf', '23', '-profile:v', 'high', '-level', '4.1'],
    ...['-g', interval, '-keyint_min', interval, '-sc_threshold', '0', '-bf', '0', ...threads],
    ...['-c:a', 'aac', '-b:a', '128k', '-f', 'hls', '-hls_time', '2', '-hls_list_size', '300'],
    ...['-hls_flags', 'independent_segments', '-hls_segment_filename'],
    ...[`${job.folder}/%08d.ts`, `${job.folder}/index.m3u8`],
  ]
}

/** The literal preset leaves the encoder to itself; so is its decoder left, as in a command typed by hand. */
function literalDecoder(form: Form, args: string[]): string[] {
  if (form !== 'literal') return args
  const at = args.indexOf('-threads')
  return args.toSpliced(at, 2)
}

function withDecoderThreads(args: string[]): string[] {
  const at = args.indexOf('-threads')
  return args.with(at + 1, String(MANY_THREADS))
}

function facts(clip: Clip): SourceFacts {
  const { width, height, framesPerSecond } = clip
  const codec = clip.aac ? 'aac' : 'mp2'
  const audio = { codec, profile: 'LC', channels: 2, sampleRate: 48_000 }
  return {
    container: 'mpegts',
    video: {
      codec: 'h264',
      width,
      height,
      framesPerSecond,
      interlaced: false,
      pixelFormat: 'yuv420p',
    },
    audio,
    // What is second speaks another language; a clip that has none is not asked for it.
    audioTracks: [audio, { ...audio, index: 1, language: 'eng' }],
    bitrateKbps: null,
  }
}

function channel(
  encoding: EncodingSettings,
  renditions: Renditions,
  audio: AudioSettings,
): ChannelSpec {
  return ChannelSpecSchema.parse({
    id: '00000000-0000-4000-8000-000000000001',
    name: 'Benchmark',
    slug: 'benchmark',
    on: true,
    restartGeneration: 0,
    sources: [{ id: '00000000-0000-4000-8000-000000000002', url: 'http://source.example/' }],
    logo: {
      assetId: '00000000-0000-4000-8000-000000000003',
      sha256: '0'.repeat(64),
      ...LOGO,
    },
    output: {
      mode: 'transcode',
      presetId: 'benchmark',
      encoding,
      renditions,
      audio,
    },
    hls: {},
    slate: {},
    dvr: {},
    schedule: null,
    autoRestart: true,
    limits: {},
    priority: 50,
  })
}
