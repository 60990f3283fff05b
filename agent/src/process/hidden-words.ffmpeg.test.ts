import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NO_FILES } from '../domain/confinement/files.ts'
import { placeOf } from '../domain/confinement/hidden-words.ts'
import { reachOf } from '../domain/confinement/reach.ts'
import { machineMeans } from './confinement.ts'
import { takesHiddenWords } from './hidden-words.ts'
import { runToEnd } from './run-to-end.ts'
import { spawnConfined } from './spawn-confined.ts'

const SECRET = 'Zq7plantedsecret'
const ALLOWED = ['127.0.0.1']
const memoryBytes = 1 << 30

let folder: string
let server: Server
let port: number
/** What requests carried, and their answers, which wait. */
let asked: string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hidden-words-'))
  asked = []
  server = createServer(({ url, headers }, response) => {
    asked.push(`${url} ${headers['x-entry']} ${headers['user-agent']}`)
    response.writeHead(200, { 'content-type': 'video/mp2t' })
    response.flushHeaders()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

const read = (pid: number, name: string) => readFileSync(`/proc/${pid}/${name}`, 'latin1')

/** All that there is to be read of it, and of whoever started it in its place. */
function shown(pid: number): string {
  return read(pid, 'cmdline') + read(pid, 'environ')
}

it('has an FFmpeg read a source that nobody sees in its command line or its variables', async () => {
  const url = `http://u:${SECRET}@127.0.0.1:${port}/${SECRET}/live.ts?k=${SECRET}`
  const logFile = join(folder, 'log')
  const { pid, exited } = await spawnConfined({
    command: {
      file: 'nice',
      args: [
        ...['ffmpeg', '-nostdin', '-headers', `X-Entry: ${SECRET}\r\n`, '-user_agent', SECRET],
        ...['-i', url, '-f', 'null', '-'],
      ],
    },
    bounds: { reach: reachOf(url, ALLOWED), files: NO_FILES, memoryBytes, user: null },
    logFile,
    cwd: '/',
    nice: 0,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  })
  const before = shown(pid)
  await expect.poll(() => asked).toEqual([`/${SECRET}/live.ts?k=${SECRET} ${SECRET} ${SECRET}`])
  const while_ = shown(pid)
  expect(while_).toContain(placeOf(3))
  expect(before + while_).not.toContain(SECRET)
  expect(read(pid, 'comm')).toBe('ffmpeg\n')
  process.kill(pid, 'SIGKILL')
  await exited
})

it('hides a source from who looks at a probe, whatever descriptors that has', async () => {
  asked = []
  const url = `http://127.0.0.1:${port}/${SECRET}.ts`
  const stop = new AbortController()
  const probed = runToEnd('ffprobe', ['-v', 'error', '-i', url], {
    timeoutMs: 20_000,
    maxBytes: 10_000,
    unnamedFiles: 2,
    signal: stop.signal,
    reach: reachOf(url, ALLOWED),
  })
  await expect.poll(() => asked.length).toBe(1)
  const lines = spawnSync('ps', ['axww', '-o', 'args'], { encoding: 'utf8' }).stdout
  expect(lines).toMatch(/ffprobe -v error -i hidden-word:1/)
  expect(lines).not.toContain(SECRET)
  stop.abort()
  expect((await probed).written).toHaveLength(2)
})

const start = (words: string | null, input = 1) => {
  const { egressGuard } = machineMeans()
  return spawnSync('ffmpeg', ['-i', placeOf(input), placeOf(2)], {
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LD_PRELOAD: egressGuard ?? '',
      ...(words === null ? {} : { HIDDEN_WORDS: '0' }),
    },
    input: words ?? '',
    encoding: 'utf8',
  })
}

it.each([
  ['none is handed over', null],
  ['there are fewer', 'one\0'],
  ['one was cut off', 'one\0tw'],
])('does not start where a word is missing: %s', (_, words) => {
  const { status, stderr } = start(words)
  expect(stderr).toBe('[egress-guard] [fatal] A hidden word of the command was not handed over\n')
  expect(status).toBe(97)
})

it('starts with words that fill the pipe', () => {
  const long = 'x'.repeat(1_000_000)
  const { stderr } = start(`${long}\0out\0/nonexistent\0`, 3)
  expect(stderr).toContain('/nonexistent: No such file')
})

it('tells one that loads no library on its command line, as before', async () => {
  const file = join(folder, 'ffmpeg')
  writeFileSync(file, '#!/bin/sh\nunset LD_PRELOAD\nexec echo "$@"\n', { mode: 0o755 })
  expect(await takesHiddenWords(file)).toBe(false)
  expect(await takesHiddenWords('ffmpeg')).toBe(true)
  expect(await takesHiddenWords('ffprobe')).toBe(true)
  const { stdout } = await runToEnd(file, ['-i', 'http://one/two'], {
    timeoutMs: 5000,
    maxBytes: 1000,
  })
  expect(stdout.toString()).toBe('-i http://one/two\n')
})
