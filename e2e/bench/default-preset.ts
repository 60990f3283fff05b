import type { Figure, Measurement } from './figure.ts'
import { benchPresets, type PresetFigures } from './presets.ts'

/** Real footage where BENCH_MEDIA names a folder of it: generated pictures are too easy for an encoder. */
export function defaultPreset(mediaFolder: string | undefined): Measurement {
  return {
    name: 'presets',
    about: `default preset beside the spec's literal flags, on ${mediaFolder ?? 'generated pictures (BENCH_MEDIA names a folder of real ones)'}`,
    measure: async () => (await benchPresets({ mediaFolder })).flatMap(figuresOf),
  }
}

/**
 * The literal command is what a person types from the spec. Our preset `zerolatency` has its encoder
 * flags within our own command, which already saves on decoding and on the logo: quality is compared
 * with that, which is the harder rival.
 */
function figuresOf({ clip, forms, ratios }: PresetFigures): Figure[] {
  const { broadcast, literal } = forms
  const is720 = clip.startsWith('720')
  const ratio = (what: string, value: number, atMost?: number): Figure => ({
    what: `${clip}: CPU of broadcast / ${what}`,
    value,
    unit: 'x',
    ...(atMost !== undefined && { bar: { atMost } }),
  })
  return [
    ratio('literal command', ratios.hand, 0.75),
    ratio('literal command, 17 threads', ratios['hand-many'], 0.65),
    ratio('preset zerolatency', ratios.literal),
    ratio('preset zerolatency, 17 threads', ratios['literal-many']),
    {
      what: `${clip}: PSNR above literal`,
      value: broadcast.psnr - literal.psnr,
      unit: 'dB',
      bar: { atLeast: 0 },
    },
    {
      what: `${clip}: SSIM below literal`,
      value: literal.ssim - broadcast.ssim,
      unit: '',
      bar: { atMost: 0.0003 },
    },
    {
      what: `${clip}: video bitrate / literal`,
      value: broadcast.videoKbps / literal.videoKbps,
      unit: 'x',
      bar: { atMost: 1 },
    },
    {
      what: `${clip}: memory of a channel`,
      value: broadcast.rssBytes / 1e6,
      unit: 'MB',
      ...(is720 && { bar: { atMost: 150 } }),
    },
    { what: `${clip}: CPU of broadcast`, value: broadcast.cpu, unit: 'cores' },
  ]
}
