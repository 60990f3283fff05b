import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readProcessIdentity } from './process-identity.ts'
import { runToEnd } from './run-to-end.ts'
import { spawnDetached } from './spawn-detached.ts'

const LIMITS = { timeoutMs: 5000, maxBytes: 10_000 }

it('gives what a helper says and how it ended', async () => {
  const { code, stdout, stderr } = await runToEnd('sh', ['-c', 'cat; echo no >&2; exit 3'], {
    ...LIMITS,
    input: Buffer.from('hello'),
  })
  expect({ code, text: stdout.toString(), stderr }).toEqual({
    code: 3,
    text: 'hello',
    stderr: 'no\n',
  })
})

it('gives what a helper writes to its further descriptors, and ends one that writes too much there', async () => {
  const write = (script: string) => {
    return runToEnd('sh', ['-c', script], { ...LIMITS, maxBytes: 10, unnamedFiles: 2 })
  }
  const some = await write('printf one >&3; printf no >&2; printf 1234567890 >&4')
  expect([some.code, ...some.written.map(String)]).toEqual([0, 'one', '1234567890'])
  expect(some.stderr).toBe('no')
  // Not by a pipe, of which each line would wake us.
  const errors = await write('[ -f /proc/self/fd/2 ] && printf file >&3')
  expect(errors.written.map(String)).toEqual(['file', ''])
  const much = await write('exec yes >&3')
  expect([much.timedOut, ...much.written.map(({ length }) => length)]).toEqual([false, 10, 0])
})

it('kills a helper that takes too long', async () => {
  const { code, timedOut } = await runToEnd('sleep', ['60'], { ...LIMITS, timeoutMs: 100 })
  expect({ code, timedOut }).toEqual({ code: null, timedOut: true })
})

it.each([
  ['says goodbye', 'trap "echo bye >&2; exit 0" TERM', 'bye\n'],
  ['does not listen', 'trap "" TERM', ''],
])('ends a helper that has said enough, also one that %s', async (_, trap, stderr) => {
  const script = `${trap}; echo enough; while :; do sleep 0.05; done`
  const enough = (chunk: Buffer) => chunk.includes('enough')
  const outcome = await runToEnd('sh', ['-c', script], { ...LIMITS, enough })
  expect(outcome).toMatchObject({ code: null, timedOut: false, stderr })
})

it('leaves nothing running that was bound to a process which is killed', async () => {
  const home = new URL('./run-to-end.ts', import.meta.url).href
  const limits = '{ timeoutMs: 600_000, maxBytes: 10, isBoundToUs: true }'
  const script = `import(${JSON.stringify(home)}).then((own) => own.runToEnd('sleep', ['600'], ${limits}))`
  const parent = spawn(process.execPath, ['--import', 'tsx', '-e', script], { stdio: 'ignore' })
  const pid = parent.pid ?? 0
  const nameOf = (child: number) => readFileSync(`/proc/${child}/comm`, 'utf8').trim()
  const child = () => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
  const isAsleep = () => child() > 0 && nameOf(child()) === 'sleep'
  await expect.poll(isAsleep, { timeout: 10_000 }).toBe(true)
  const sleeping = child()
  parent.kill('SIGKILL')
  await expect.poll(() => readProcessIdentity(sleeping), { timeout: 5000 }).toBeNull()
}, 20_000)

it('says plainly that a program is missing', async () => {
  await expect(runToEnd('no-such-program-here', [], LIMITS)).rejects.toThrow('cannot be started')
})

it('starts a process in a session of its own, with its errors in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spawn-'))
  const logFile = join(folder, 'log')
  const common = { logFile, cwd: folder, env: { PATH: process.env.PATH }, nice: 3 }
  // Its priority is lowered right after it was started: it may run before that.
  const untilNice = 'until [ "$(cut -d " " -f 19 /proc/$$/stat)" = 3 ]; do :; done'
  const script = `${untilNice}; echo to-log >&2; echo to-nowhere; cut -d " " -f 5,6 /proc/$$/stat >&2; exit 7`
  const { pid, exited } = await spawnDetached({ ...common, file: 'sh', args: ['-c', script] })
  expect(await exited).toEqual({ code: 7, signal: null })
  const [first, stat] = readFileSync(logFile, 'utf8').split('\n')
  expect(first).toBe('to-log')
  expect(stat).toBe(`${pid} ${pid}`)
  await expect(spawnDetached({ ...common, file: 'no-such-program', args: [] })).rejects.toThrow(
    'cannot be started',
  )
  rmSync(folder, { recursive: true, force: true })
})

it('leaves no zombie behind after hundreds of starts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spawn-'))
  const common = { logFile: join(folder, 'log'), cwd: folder, env: {}, nice: 5 }
  const pids: number[] = []
  for (let round = 0; round < 10; round++) {
    const started = await Promise.all(
      Array.from({ length: 20 }, () => spawnDetached({ ...common, file: '/bin/true', args: [] })),
    )
    pids.push(...started.map(({ pid }) => pid))
    await Promise.all(started.map(({ exited }) => exited))
  }
  expect(pids).toHaveLength(200)
  expect(pids.filter((pid) => readProcessIdentity(pid)?.state === 'Z')).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})
