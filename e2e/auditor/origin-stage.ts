import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Child, startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { mediaParent } from '../stack/media-parent.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

const CHANNEL = '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001'
const SECONDS = 1

export type AirRun = { runId: string; ended: boolean }

/** The origin as a process of its own over a real media folder, without anything else. */
export type OriginStage = {
  /** Address of the playlist. */
  url: string
  /** Ends the process at once, as a crash would, and starts another, with such files full of zeros. */
  killOrigin(damaged?: readonly string[]): Promise<void>
  air(runs: AirRun[], slateOn?: boolean): void
  /** A real FFmpeg with segments of a second. */
  startRun(runId: string): Child
  /** What FFmpeg has written of it so far. */
  privatePlaylist(runId: string): string
  slateIsReady(): boolean
  playlist(): Promise<string>
  close(): Promise<void>
}

export async function startOriginStage(): Promise<OriginStage> {
  const folder = tempFolder('origin', mediaParent())
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/streams/news/index.m3u8`
  const channelFolder = join(folder.path, CHANNEL)
  const runs: Child[] = []
  let origin = await startOrigin(folder.path, port)
  return {
    url,
    async killOrigin(damaged = []) {
      origin.process.kill('SIGKILL')
      await origin.exited
      for (const name of damaged) writeFileSync(join(channelFolder, name), Buffer.alloc(1000))
      origin = await startOrigin(folder.path, port)
    },
    air(list, slateOn = true) {
      mkdirSync(channelFolder, { recursive: true })
      const file = join(channelFolder, 'air.json')
      writeFileSync(`${file}.tmp`, JSON.stringify(airFile(list, slateOn)))
      renameSync(`${file}.tmp`, file)
    },
    startRun(runId) {
      const run = startFfmpeg(join(channelFolder, 'runs', runId))
      runs.push(run)
      return run
    },
    privatePlaylist: (runId) =>
      readFileSync(join(channelFolder, 'runs', runId, 'index.m3u8'), 'utf8'),
    slateIsReady: () => existsSync(join(channelFolder, 'slate')) && isLink(channelFolder),
    playlist: async () => (await fetch(url)).text(),
    async close() {
      for (const run of runs) {
        run.process.kill('SIGKILL')
        await run.exited
      }
      await origin.stop()
      folder.remove()
    },
  }
}

async function startOrigin(mediaDir: string, port: number): Promise<Child> {
  const env = { ...process.env, MEDIA_DIR: mediaDir, ORIGIN_PORT: String(port), LOG_LEVEL: 'warn' }
  // As it is shipped: translating the sources first would keep it away for seconds of the window.
  const main = join(import.meta.dirname, '../../agent/dist/origin.js')
  const child = startChild(process.execPath, [main], { env })
  const answers = async () => (await fetch(`http://127.0.0.1:${port}/streams/`)).status === 404
  await waitFor('the origin to answer', answers, { everyMs: 30 })
  return child
}

function airFile(runs: AirRun[], slateOn: boolean) {
  return {
    channelId: CHANNEL,
    slug: 'news',
    name: 'News',
    onAir: true,
    runs,
    hls: { segmentSeconds: SECONDS, windowSegments: 6 },
    reserveSegments: 1,
    dvrWindowSeconds: 0,
    slate: { enabled: slateOn, picture: null, language: 'en' },
  }
}

function startFfmpeg(runDir: string): Child {
  mkdirSync(runDir, { recursive: true })
  const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'main', '-bf', '0']
  return startChild('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-threads', '1', '-re'],
    ...['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25'],
    ...['-re', '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100'],
    ...['-pix_fmt', 'yuv420p', ...x264, '-g', '25', '-threads', '1', '-c:a', 'aac', '-ac', '2'],
    ...['-f', 'hls', '-hls_time', String(SECONDS), '-hls_list_size', '300', '-start_number', '0'],
    ...['-hls_flags', 'temp_file+independent_segments+program_date_time'],
    ...['-hls_segment_filename', join(runDir, '%08d.ts'), join(runDir, 'index.m3u8')],
  ])
}

function isLink(channelFolder: string): boolean {
  return readlinkSync(join(channelFolder, 'slate')).includes('_slates')
}
