import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SourceFacts } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planFfmpeg } from '../domain/plan-ffmpeg/plan-ffmpeg.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { createProgressSocket, type ProgressSocket, progressUrl } from './progress-socket.ts'
import { serveFolder } from './test/serve-folder.ts'
import { copySpec, transcodeSpec } from './test/specs.ts'

/** A live stream is joined where it is, which is hardly ever at a keyframe. */
let folder: string
let server: Awaited<ReturnType<typeof serveFolder>>
let progress: ProgressSocket
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'between-'))
  const made = [2, 4, 8].map(makeJoined)
  server = await serveFolder(folder)
  progress = await createProgressSocket({ port: 0 })
  await Promise.all(made)
})
afterAll(async () => {
  await server.close()
  await progress.close()
  rmSync(folder, { recursive: true, force: true })
})

const modes = [
  { mode: 'copied', specOf: copySpec },
  { mode: 'transcoded', specOf: (url: string) => transcodeSpec({ url }) },
]

test.concurrent.each(modes)(
  'joined between keyframes two seconds apart, it is $mode at the first try though nothing is known of it',
  async ({ specOf }) => {
    expect(await run(specOf, { keyframesApart: 2, facts: null })).toMatchObject({ code: 0 })
  },
)

test.concurrent.each(modes)(
  'joined between keyframes that are known to be far apart, it is $mode at the first try',
  async ({ specOf }) => {
    const facts = factsOf(4)
    expect(await run(specOf, { keyframesApart: 4, facts })).toMatchObject({ code: 0 })
  },
)

test.concurrent.each(modes)(
  'joined between keyframes that nobody knew to be so far apart, it is $mode at the second try',
  async ({ specOf }) => {
    const first = await run(specOf, { keyframesApart: 8, facts: null })
    expect(first.stderr).toContain('dimensions not set')
    const second = await run(specOf, { keyframesApart: 8, facts: null, plainly: true })
    expect(second).toMatchObject({ code: 0 })
  },
)

type Trial = { keyframesApart: number; facts: SourceFacts | null; plainly?: boolean }

async function run(
  specOf: (url: string) => ReturnType<typeof copySpec>,
  { keyframesApart, facts, plainly = false }: Trial,
) {
  const spec = specOf(`${server.url}/${keyframesApart}.ts`)
  const [source] = spec.sources
  if (source === undefined) throw new Error('It has no source')
  const runDir = mkdtempSync(join(folder, 'run-'))
  const { args } = planFfmpeg({
    spec,
    source,
    facts,
    runDir,
    capabilities: null,
    logo: null,
    threadStep: 0,
    plainly,
    progressUrl: progressUrl(progress.port, '127.9.8.1'),
  })
  const limits = { isTool: true, timeoutMs: 40_000, maxBytes: 1 << 20 }
  const { code, stderr } = await runToEnd('ffmpeg', args, limits)
  const hasSegments = readdirSync(runDir).some((name) => name.endsWith('.ts'))
  if (code === 0) expect(hasSegments).toBe(true)
  return { code, stderr }
}

/** Half a second after a keyframe. */
async function makeJoined(keyframesApart: number): Promise<void> {
  const [rate, whole] = [10, join(folder, `whole-${keyframesApart}.ts`)]
  mkdirSync(folder, { recursive: true })
  const picture = `testsrc2=s=160x90:r=${rate}:d=${keyframesApart * 3}`
  const { code, stderr } = await runToEnd(
    'ffmpeg',
    [
      ...['-v', 'error', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine'],
      ...['-shortest', '-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0', '-c:a', 'aac'],
      ...['-g', String(keyframesApart * rate), '-sc_threshold', '0', '-f', 'mpegts', whole],
    ],
    { isTool: true, timeoutMs: 40_000, maxBytes: 10_000 },
  )
  expect(code, stderr).toBe(0)
  const bytes = readFileSync(whole)
  const packets = Math.floor((bytes.length / 188) * (0.5 / (keyframesApart * 3)))
  writeFileSync(join(folder, `${keyframesApart}.ts`), bytes.subarray(packets * 188))
}

function factsOf(keyframeSeconds: number): SourceFacts {
  return {
    container: 'mpegts',
    video: {
      codec: 'h264',
      profile: null,
      width: 160,
      height: 90,
      framesPerSecond: 10,
      interlaced: false,
      pixelFormat: 'yuv420p',
      keyframeSeconds,
    },
    audio: { codec: 'aac', profile: null, channels: 1, sampleRate: 44_100 },
    bitrateKbps: null,
  }
}
