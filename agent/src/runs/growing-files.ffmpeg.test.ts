import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeChannel, sourceId } from '../../test/channel-factory.ts'
import { classifyExit } from '../domain/failures/classify-exit.ts'
import { CUE_FILE } from '../domain/plan-ffmpeg/cue-files.ts'
import { writtenFile } from '../domain/plan-ffmpeg/subtitle-arguments.ts'
import { PACKET_BYTES } from '../domain/transport-stream/packet.ts'
import { openGrowingFile } from '../origin/runs/growing-file.ts'
import type { DetachedProcess } from '../process/spawn-detached.ts'
import { spawnRun } from './spawn-run.ts'

/** What a file may have that is not written on and on: 2 GiB. */
const MOST_BYTES = 2 * 2 ** 30

let folder: string
let run: DetachedProcess | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'growing-'))
  chmodSync(folder, 0o777)
  run = null
})
afterEach(async () => {
  if (run !== null) {
    signal(run.pid)
    await run.exited
  }
  rmSync(folder, { recursive: true, force: true })
})

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

/** A run that writes a stream into the file for as long as it is let, much faster than any source sends. */
async function write(file: string): Promise<DetachedProcess> {
  const stream = join(folder, 'stream.ts')
  const noise = 'nullsrc=s=640x360:r=25:d=4,geq=random(1)*255:128:128,format=yuv420p'
  const encode = '-c:v mpeg2video -q:v 1 -f mpegts'.split(' ')
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', noise, ...encode, stream])
  const source = { id: sourceId(1), url: 'http://127.0.0.1/live.ts' }
  const read = ['-v', 'error', '-nostdin', '-y', '-stream_loop', '-1', '-i', stream]
  return spawnRun({
    program: { file: 'ffmpeg', env: { PATH: process.env.PATH } },
    args: [...read, '-c', 'copy', '-f', 'mpegts', join(folder, file)],
    spec: makeChannel(1, { sources: [source] }),
    source,
    facts: null,
    allowCidrs: [],
    progressPort: 4000,
    folders: [folder],
    logFile: join(folder, 'log'),
    pictures: { logo: null, layers: [] },
    user: null,
    gpu: null,
    env: {},
  })
}

/** As the origin does, which keeps nothing of what it has read. */
async function readUntil(file: string, isEnough: (size: number) => boolean): Promise<void> {
  const growing = openGrowingFile(join(folder, file))
  const isOver = () => {
    growing.read((bytes) => ({ units: [], used: bytes.length - (bytes.length % PACKET_BYTES) }))
    return isEnough(statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0)
  }
  await expect.poll(isOver, { timeout: 100_000, interval: 5 }).toBe(true)
}

test.each([
  ['teletext', writtenFile(undefined, 0)],
  ['cues', CUE_FILE],
])(
  'a run writes its %s for longer than any file may be',
  async (_what, file) => {
    run = await write(file)
    const { pid } = run
    let end: unknown = null
    void run.exited.then((exit) => {
      end = exit
    })
    await readUntil(file, (size) => size > MOST_BYTES + 50_000_000 || end !== null)
    expect(end).toBeNull()
    expect(statSync(join(folder, file)).blocks * 512).toBeLessThan(MOST_BYTES / 2)
    expect(() => process.kill(pid, 0)).not.toThrow()
  },
  110_000,
)

test('a segment that never ends ends its run, which is told for what it is', async () => {
  run = await write('00000000.ts')
  let isOver = false
  const exited = run.exited.finally(() => {
    isOver = true
  })
  await readUntil('00000000.ts', () => isOver)
  const exit = await exited
  expect(classifyExit({ ...exit, asked: false, tail: [] })?.code).toBe('file-limit')
}, 110_000)
