import { join } from 'node:path'
import { ChannelSpec } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runToEnd } from '../process/run-to-end.ts'
import { type AirLab, startAirLab } from './test/air-lab.ts'
import { transcodeSpec } from './test/specs.ts'

/** Hz by which the sides are told apart. */
const [LEFT, RIGHT] = [400, 1200]

let lab: AirLab
beforeAll(async () => {
  lab = await startAirLab()
  const sides = `sine=f=${LEFT}:r=48000:d=4[l];sine=f=${RIGHT}:r=48000:d=4[r];[l][r]join=inputs=2`
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=25:d=4', '-filter_complex', sides],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p'],
    ...['-c:a', 'aac', '-b:a', '128k', '-shortest', 'sides.ts'],
  ])
})
afterAll(() => lab.close())

type Heard = { left: number; right: number }

/** dB of each side in a band around a tone. */
async function heard(out: string, hertz: number): Promise<Heard> {
  const filters = `bandpass=f=${hertz}:width_type=h:w=40,astats=measure_perchannel=RMS_level:measure_overall=none`
  const { stderr } = await runToEnd(
    'ffmpeg',
    ['-nostdin', '-i', join(out, 'index.m3u8'), '-map', '0:a', '-af', filters, '-f', 'null', '-'],
    { isTool: true, timeoutMs: 20_000, maxBytes: 1_000_000 },
  )
  const [left = Number.NaN, right = Number.NaN] = [
    ...stderr.matchAll(/RMS level dB: (-?[\d.]+|-inf)/g),
  ].map(([, level]) => (level === '-inf' ? -200 : Number(level)))
  return { left, right }
}

async function carried(audio: object, mode: 'copy' | 'transcode' = 'transcode') {
  const spec = transcodeSpec()
  const output = mode === 'copy' ? { mode, audio } : { ...spec.output, audio }
  const plan = ChannelSpec.parse({ ...spec, output })
  const { out, args } = await lab.carry(lab.url('sides.ts'), { spec: plan })
  const [low, high] = [await heard(out, LEFT), await heard(out, RIGHT)]
  return { low, high, args }
}

test('each side can be heard on both, or both as one', async () => {
  const [plain, left, right, mono] = await Promise.all([
    carried({ mode: 'encode' }),
    carried({ mix: 'left' }),
    carried({ mix: 'right' }),
    carried({ mix: 'mono' }),
  ])
  expect(plain.low.left - plain.low.right).toBeGreaterThan(20)
  expect(plain.high.right - plain.high.left).toBeGreaterThan(20)
  for (const { left: one, right: other } of [left.low, right.high, mono.low, mono.high]) {
    expect(one).toBeCloseTo(other, 0)
  }
  expect(left.low.left).toBeCloseTo(plain.low.left, 0)
  expect(left.low.left - left.high.left).toBeGreaterThan(20)
  expect(right.high.left - right.low.left).toBeGreaterThan(20)
  expect(mono.low.left).toBeCloseTo(plain.low.left - 6, 0)
  expect(mono.high.right).toBeCloseTo(plain.high.right - 6, 0)
})

test.each(['transcode', 'copy'] as const)(
  'a channel to %s is louder or quieter by what was asked',
  async (mode) => {
    const [plain, quiet, loud] = await Promise.all([
      carried({ mode: 'encode' }),
      carried({ levelDb: -6.5 }, mode),
      carried({ levelDb: 4 }, mode),
    ])
    expect(quiet.low.left).toBeCloseTo(plain.low.left - 6.5, 0)
    expect(loud.high.right).toBeCloseTo(plain.high.right + 4, 0)
    if (mode === 'copy') expect(loud.args.join(' ')).toContain('-c:v copy')
  },
)
