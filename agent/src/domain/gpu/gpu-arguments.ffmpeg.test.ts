import { BROADCAST_PRESET, type EncodingSettings, GpuEncoder } from '@cashbacktv/contract'
import { expect, it } from 'vitest'
import { runToEnd } from '../../process/run-to-end.ts'
import { gpuEncoderArguments } from './gpu-arguments.ts'

/** Settings that between them use each option there is. */
const SETTINGS: EncodingSettings[] = [
  BROADCAST_PRESET,
  { ...BROADCAST_PRESET, maxBitrateKbps: null, tune: 'zerolatency', profile: 'baseline' },
  ...(['ultrafast', 'veryfast', 'faster', 'fast', 'medium'] as const).map((speed) => {
    return { ...BROADCAST_PRESET, speed, level: '5.2' as const, profile: 'main' as const }
  }),
]

/** Of every encoder in FFmpeg. */
const GENERAL = ['-c:v', '-pix_fmt', '-b:v', '-maxrate', '-bufsize', '-bf', '-flags:v']
const GENERAL_OF_QSV = ['-global_quality']

it.each(GpuEncoder.options)('%s has every option it is given, with its value', async (encoder) => {
  const help = await helpOf(encoder)
  for (const settings of SETTINGS) {
    const args = gpuEncoderArguments({ encoder, device: null }, settings)
    for (let at = 0; at < args.length; at += 2) {
      const [option = '', value = ''] = args.slice(at, at + 2)
      if (GENERAL.includes(option)) continue
      if (encoder.endsWith('_qsv') && GENERAL_OF_QSV.includes(option)) continue
      const values = help.get(option.replace(/:v$/, ''))
      expect(values, option).toBeDefined()
      const isNumber = /^\d+(\.\d+)?$/.test(value)
      if (!isNumber) expect(values, option).toContain(value)
    }
  }
})

/** The options that this FFmpeg says the encoder has, with the words for their values. */
async function helpOf(encoder: string): Promise<Map<string, string[]>> {
  const limits = { timeoutMs: 10_000, maxBytes: 1 << 20 }
  const { stdout } = await runToEnd('ffmpeg', ['-hide_banner', '-h', `encoder=${encoder}`], limits)
  const options = new Map<string, string[]>()
  let values: string[] = []
  for (const line of stdout.toString('utf8').split('\n')) {
    const option = /^ {2}(-[\w-]+) /.exec(line)?.[1]
    const value = /^ {5}([\w.]+) /.exec(line)?.[1]
    if (value !== undefined) values.push(value)
    if (option === undefined) continue
    values = []
    options.set(option, values)
  }
  return options
}
