import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudioSettings, BROADCAST_PRESET } from '@cashbacktv/contract'
import { execa } from 'execa'
import { encoderEnvironment } from '../../agent/src/process/encoder-environment.ts'
import type { Figure, Measurement } from './figure.ts'
import { logoPictures, median } from './presets.ts'
import { type Job, planned } from './presets-commands.ts'
import { footage } from './presets-footage.ts'
import { serveFile } from './presets-server.ts'

const ROUNDS = 3
const MAIN = [{ name: 'main', height: 480 }]

/** What one more audio track costs a channel, by the same footage with one and with two. */
export const audio: Measurement = {
  name: 'audio',
  about: 'one audio track more, encoded, copied and held in loudness (footage by BENCH_MEDIA)',
  async measure() {
    const work = await mkdtemp(join(tmpdir(), 'audio-'))
    const clip = await footage(process.env.BENCH_MEDIA, 480, work)
    const file = join(work, 'two.ts')
    const maps = ['-map', '0:v:0', '-map', '0:a:0', '-map', '0:a:0', '-c:v', 'copy', '-c:a', 'aac']
    await execa('ffmpeg', ['-v', 'error', '-y', '-i', clip.file, ...maps, file])
    const server = await serveFile(file)
    try {
      const given = { clip: { ...clip, file, aac: true }, url: server.url, folder: work }
      const job = { ...given, ...(await logoPictures(clip, work)) }
      const rounds: Round[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const [alone, encoded, both] = [
          await cpuOf(job, { mode: 'encode' }),
          await cpuOf(job, { mode: 'encode', renditions: SECOND }),
          await cpuOf(job, { mode: 'auto', renditions: SECOND }),
        ]
        const copiedAlone = await cpuOf(job, { mode: 'auto' })
        const heldAlone = await cpuOf(job, HELD)
        const held = (await cpuOf(job, { ...HELD, renditions: SECOND })) - heldAlone
        rounds.push({ encoded: encoded - alone, copied: both - copiedAlone, held })
      }
      return figuresOf(rounds)
    } finally {
      await server.close()
      await rm(work, { recursive: true, force: true })
    }
  },
}

const SECOND = [{ name: 'second', track: { language: 'eng' } }]

const HELD = { mode: 'encode', targetLufs: -23 }

/** Cores that one more track takes. */
type Round = { encoded: number; copied: number; held: number }

function figuresOf(rounds: readonly Round[]): Figure[] {
  const unit = 'cores'
  return [
    { what: 'a track more, encoded', value: median(rounds.map(({ encoded }) => encoded)), unit },
    { what: 'a track more, copied', value: median(rounds.map(({ copied }) => copied)), unit },
    { what: 'a track more, held', value: median(rounds.map(({ held }) => held)), unit },
  ]
}

/** CPU seconds a second of footage. */
async function cpuOf(job: Job, settings: object): Promise<number> {
  const folder = join(job.folder, 'run')
  await rm(folder, { recursive: true, force: true })
  for (const { name } of MAIN) await mkdir(join(folder, name), { recursive: true })
  const args = planned(BROADCAST_PRESET, { ...job, folder }, MAIN, AudioSettings.parse(settings))
  // Where FFmpeg is told its gains.
  const env = encoderEnvironment({ mode: 'transcode' })
  const { stderr } = await execa('ffmpeg', ['-benchmark', ...args], { cwd: folder, env })
  const number = (name: string) => Number(new RegExp(`${name}=([\\d.]+)`).exec(stderr)?.[1])
  return (number('utime') + number('stime')) / job.clip.seconds
}
