import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NO_FILES } from '../domain/confinement/files.ts'
import { NOWHERE } from '../domain/confinement/reach.ts'
import { spawnConfined } from './spawn-confined.ts'

/** FFmpeg, its encoder and two workers. */
const THREADS = 4

it('keeps the threads of x265 on the cores and at the priority that FFmpeg was given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-cores-'))
  const core = coresOf('self').split(/[-,]/)[0] ?? ''
  const { pid, exited } = await spawnConfined({
    command: {
      file: 'taskset',
      args: [
        ...['-c', core, 'ffmpeg', '-nostdin', '-re', '-f', 'lavfi', '-i', 'testsrc=s=320x180'],
        ...['-c:v', 'libx265', '-x265-params', 'pools=2:frame-threads=1', '-f', 'null', '-'],
      ],
    },
    bounds: { reach: NOWHERE, files: NO_FILES, memoryBytes: 1 << 30, user: null },
    logFile: join(folder, 'log'),
    cwd: '/',
    nice: 0,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  })
  try {
    const threads = () => readdirSync(`/proc/${pid}/task`).map((task) => `${pid}/task/${task}`)
    await expect.poll(() => threads().length).toBeGreaterThanOrEqual(THREADS)
    const found = threads().map((thread) => ({ cores: coresOf(thread), nice: niceOf(thread) }))
    expect(found).toEqual(found.map(() => ({ cores: core, nice: 0 })))
  } finally {
    process.kill(pid, 'SIGKILL')
    await exited
    rmSync(folder, { recursive: true })
  }
})

function coresOf(process: string): string {
  const status = readFileSync(`/proc/${process}/status`, 'utf8')
  return /^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1] ?? ''
}

/** The 19th word of its state, the 17th behind its name in brackets (proc_pid_stat(5)). */
function niceOf(process: string): number {
  const [, words = ''] = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ')
  return Number(words.split(' ')[16])
}
