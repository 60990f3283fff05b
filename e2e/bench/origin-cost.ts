import { copyFileSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { testClip } from '../sources/clip.ts'
import { startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { mediaParent } from '../stack/media-parent.ts'
import { measureCost } from '../stack/process-cost.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { comparedFigures, type Figure, type Measurement } from './figure.ts'

const MEASURED_SECONDS = 30
/** An origin runs for months: what its first half minute costs, while V8 compiles it, is not what it costs. */
const WARM_UP_MS = 30_000
const SEGMENT_MS = 2000
const BARE = join(import.meta.dirname, 'yardstick/files-main.ts')
const RUN = 'maaaaaa1-0123456789abcdef'
/** A slate is made by FFmpeg, which is not what is measured. */
const SLATE_OFF = { enabled: false, picture: null, language: 'en' }

/** The bare files are worked on so often, for a cost that can be told finely. */
const TIMES = 4
/** Of the bare work on the same files: 4.1 when it was set, on a busy machine. */
const BAR = 4.8

/** What publishing costs, beside the least that it can cost to read and write the same files. */
export const originCost: Measurement = {
  name: 'origin-cost',
  about: `the origin alone with 60 and 120 simulated runs, over ${MEASURED_SECONDS} s each after ${WARM_UP_MS / 1000} s`,
  async measure() {
    return [...(await costOf(60)), ...(await costOf(120))]
  },
}

async function costOf(channels: number): Promise<Figure[]> {
  const media = tempFolder('origin-cost', mediaParent())
  const port = await freePort()
  const env = { ...process.env, MEDIA_DIR: media.path, ORIGIN_PORT: String(port) }
  const main = join(import.meta.dirname, '../../agent/dist/origin.js')
  const segment = join(media.path, 'segment')
  copyFileSync(await testClip({ seconds: SEGMENT_MS / 1000 }), segment)
  const stopWriting = writeRuns(media.path, channels, segment)
  const origin = startChild(process.execPath, [main], { env: { ...env, LOG_LEVEL: 'warn' } })
  const out = tempFolder('bare-files', mediaParent())
  const order = [media.path, out.path, String(SEGMENT_MS), String(TIMES)]
  const bare = startChild('node', ['--import', 'tsx', BARE, ...order])
  try {
    const isOn = async (slug: string) => (await fetch(playlist(port, slug))).status === 200
    for (let at = 0; at < channels; at++) {
      await waitFor(`channel ${at}`, () => isOn(`c${at}`), { timeoutMs: 90_000 })
    }
    await setTimeout(WARM_UP_MS)
    const [cost, bareCost] = await measureCost([origin.pid, bare.pid], MEASURED_SECONDS)
    if (!cost || !bareCost) throw new Error('The origin is not there')
    return [
      ...comparedFigures({
        what: `${channels} channels: origin`,
        value: cost.cores * 1000,
        unit: 'ms of CPU a second',
        reference: { what: 'bare work on its files', value: (bareCost.cores * 1000) / TIMES },
        bar: { atMost: BAR },
      }),
      {
        what: `${channels} channels: origin, memory`,
        value: cost.memoryBytes / 1e6,
        unit: 'MB',
        note: `resident; ${(cost.ownMemoryBytes / 1e6).toFixed(0)} MB with shared pages by share`,
      },
    ]
  } finally {
    stopWriting()
    await Promise.all([origin.stop(), bare.stop()])
    media.remove()
    out.remove()
  }
}

function playlist(port: number, slug: string): string {
  return `http://127.0.0.1:${port}/streams/${slug}/index.m3u8`
}

/** What so many FFmpegs leave on the disk: a segment and their whole playlist every 2 s. */
function writeRuns(media: string, channels: number, segment: string): () => void {
  const writers = Array.from({ length: channels }, (_, at) => newWriter(media, at, segment))
  const timers: NodeJS.Timeout[] = []
  for (const [at, write] of writers.entries()) {
    for (let count = 0; count < 8; count++) write()
    const start = globalThis.setTimeout(
      () => timers.push(setInterval(write, SEGMENT_MS)),
      (at * SEGMENT_MS) / channels,
    )
    timers.push(start)
  }
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}

function newWriter(media: string, at: number, segment: string): () => void {
  const channelId = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
  const folder = join(media, channelId, 'runs', RUN)
  mkdirSync(folder, { recursive: true })
  const air = {
    channelId,
    slug: `c${at}`,
    name: `Channel ${at}`,
    onAir: true,
    slate: SLATE_OFF,
    hls: { segmentSeconds: 2, windowSegments: 6 },
    reserveSegments: 1,
    dvrWindowSeconds: 0,
    runs: [{ runId: RUN, ended: false }],
  }
  writeFileSync(join(media, channelId, 'air.json'), JSON.stringify(air))
  const entries: string[] = []
  let index = 0
  return () => {
    const file = `${String(index++).padStart(8, '0')}.ts`
    linkSync(segment, join(folder, file))
    const date = new Date().toISOString().replace('Z', '+0000')
    entries.push(`#EXTINF:2.000000,\n#EXT-X-PROGRAM-DATE-TIME:${date}\n${file}\n`)
    if (entries.length > 300) entries.shift()
    const next = join(folder, 'index.m3u8')
    writeFileSync(`${next}.tmp`, `#EXTM3U\n#EXT-X-TARGETDURATION:2\n${entries.join('')}`)
    renameSync(`${next}.tmp`, next)
    rmSync(join(folder, `${String(index - 360).padStart(8, '0')}.ts`), { force: true })
  }
}
