import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { mediaParent } from '../stack/media-parent.ts'
import { measureCost } from '../stack/process-cost.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { comparedFigures, type Figure, type Measurement, percentile } from './figure.ts'

const SEGMENTS = 60
const SEGMENT_SECONDS = 2
const ROUNDS = 3
const CHANNEL = '00000000-0000-4000-8000-000000000001'
/** Another run a round: what was asked for once is in memory. */
const runOf = (round: number) => `maaaaaa${round}-0123456789abcdef`
/** Of a core, for a channel of which somebody plays CMAF: 0.006 when it was set, of which a quarter is sending it. */
const MOST_CORES = 0.01

/** What it costs the origin that somebody plays a channel as CMAF or DASH. */
export const packaging: Measurement = {
  name: 'packaging',
  about: `picture and audio of ${SEGMENTS} segments of 1080p at 5 Mbit/s as CMAF, ${ROUNDS} times, beside the segments as they are`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const media = tempFolder('packaging', mediaParent())
  const runs = join(media.path, CHANNEL, 'runs')
  await write(join(runs, runOf(0)))
  for (let round = 1; round < ROUNDS; round++) {
    cpSync(join(runs, runOf(0)), join(runs, runOf(round)), { recursive: true })
  }
  const port = await freePort()
  const env = { ...process.env, MEDIA_DIR: media.path, ORIGIN_PORT: String(port) }
  const main = join(import.meta.dirname, '../../agent/dist/origin.js')
  const origin = startChild(process.execPath, [main], {
    env: { ...env, LOG_LEVEL: 'warn', DVR_DIR: join(media.path, '_dvr') },
  })
  const base = `http://127.0.0.1:${port}/streams/_/${CHANNEL}`
  try {
    const answers = async () => (await fetch(`${base}/${runOf(0)}/init.mp4`)).ok
    await waitFor('the origin to serve', () => answers().catch(() => false))
    const costs = { plain: [] as number[], packaged: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      const run = `${base}/${runOf(round)}`
      costs.plain.push(await costOf(origin.pid, run, ['ts']))
      costs.packaged.push(await costOf(origin.pid, run, ['mp4', 'm4a']))
    }
    const packaged = percentile(costs.packaged, 0.5)
    return [
      ...comparedFigures({
        what: 'a segment as CMAF',
        value: packaged,
        unit: 'ms of CPU',
        reference: { what: 'the segment as it is', value: percentile(costs.plain, 0.5) },
      }),
      {
        what: 'a channel that is played as CMAF',
        value: packaged / 1000 / SEGMENT_SECONDS,
        unit: 'cores',
        bar: { atMost: MOST_CORES },
      },
    ]
  } finally {
    await origin.stop()
    media.remove()
  }
}

/** The segments of one run, with an index that nobody reads. */
async function write(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const card = [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=1920x1080:r=25',
    '-f',
    'lavfi',
    '-i',
    'sine=r=48000',
  ]
  const rate = [
    '-b:v',
    '5M',
    '-minrate',
    '5M',
    '-maxrate',
    '5M',
    '-bufsize',
    '5M',
    '-nal-hrd',
    'cbr',
  ]
  const coded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', ...rate, '-c:a', 'aac']
  const out = ['-f', 'hls', '-hls_time', String(SEGMENT_SECONDS), '-hls_list_size', '0']
  const names = ['-hls_segment_filename', join(folder, '%08d.ts'), join(folder, 'index.m3u8')]
  const seconds = String(SEGMENTS * SEGMENT_SECONDS)
  await execa('ffmpeg', ['-v', 'error', ...card, '-t', seconds, ...coded, ...out, ...names])
}

/** Milliseconds of CPU a segment, of all that it is asked for as. */
async function costOf(pid: number, run: string, extensions: readonly string[]): Promise<number> {
  let isOver = false
  const measured = measureUntil(pid, () => isOver)
  for (let at = 0; at < SEGMENTS; at++) {
    for (const extension of extensions) {
      const answer = await fetch(`${run}/${String(at).padStart(8, '0')}.${extension}`)
      if (!answer.ok) throw new Error(`${answer.status} for a segment as ${extension}`)
      await answer.arrayBuffer()
    }
  }
  isOver = true
  return ((await measured) * 1000) / SEGMENTS
}

/** Seconds of CPU that it took. */
async function measureUntil(pid: number, isOver: () => boolean): Promise<number> {
  let seconds = 0
  do {
    const [cost] = await measureCost([pid], 0.5)
    seconds += (cost?.cores ?? 0) * 0.5
  } while (!isOver())
  return seconds
}
