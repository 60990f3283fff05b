import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { planFfmpeg } from './plan-ffmpeg.ts'

/** Options with a value that only a card understands. */
const ONLY_ON_CARD = ['-init_hw_device', '-filter_hw_device', '-rc_mode', '-idr_interval']

/** The same for a machine without a card: pictures are handed over to nowhere, and x264 encodes them. */
function withoutCard(args: readonly string[]): string[] {
  return args.flatMap((arg, at) => {
    const before = args[at - 1] ?? ''
    if (ONLY_ON_CARD.includes(arg) || ONLY_ON_CARD.includes(before)) return []
    if (arg === '-i') return ['-t', '3', arg]
    if (arg === 'h264_vaapi') return ['libx264']
    return [before === '-filter_complex' ? arg.replaceAll('hwupload', 'null') : arg]
  })
}

it('the graph that hands each rendition over is one that FFmpeg takes, and all of them come out', async () => {
  const runDir = mkdtempSync(join(tmpdir(), 'plan-gpu-'))
  const renditions = [
    { name: 'hd', height: 180 },
    { name: 'sd', height: 144 },
  ]
  for (const { name } of renditions) mkdirSync(join(runDir, name))
  const spec = transcodeSpec({ url: 'testcard://320x180@10', renditions })
  const [source] = spec.sources
  if (source === undefined) throw new Error('The channel has no source.')
  const { args } = planFfmpeg({
    spec,
    source,
    runDir,
    facts: null,
    capabilities: null,
    logo: null,
    threadStep: 0,
    progressUrl: `file:${runDir}/progress`,
    gpu: { encoder: 'h264_vaapi', device: '/dev/dri/renderD128' },
  })
  expect(args.join(' ')).toContain('hwupload')
  const limits = { timeoutMs: 30_000, maxBytes: 1 << 20, files: { reads: [], writes: [runDir] } }
  const { code, stderr } = await runToEnd('ffmpeg', withoutCard(args), limits)
  expect([code, stderr.match(/\[(error|fatal)\].*/g)]).toEqual([0, null])
  for (const { name } of renditions) {
    expect(existsSync(join(runDir, name, 'index.m3u8')), name).toBe(true)
  }
  rmSync(runDir, { recursive: true })
})
