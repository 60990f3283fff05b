import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { knownSecrets } from './known-secrets.ts'
import { LogEntry } from './log-entry.ts'
import { openLog } from './open-log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const line = (fields: object) =>
  JSON.stringify({ time: '2026-03-01T10:00:00.000Z', level: 'WARN', part: 'agent', ...fields })

test('a terminal gets words that cannot steer it, the file the same as JSON', () => {
  const said: string[] = []
  const output = { isTTY: true, write: (text: string) => void said.push(text) }
  const [, stream] = openLog({ part: 'agent', level: 'info', folder, output })
  const err = { type: 'Error', message: 'gone\u001b[2J', stack: '    at here' }
  stream.write(line({ msg: 'Run \u001b[31mended\nInjected', runId: 'r1', why: 'a b', err }))
  expect(said).toEqual([
    [
      '10:00:00 WARN  agent         Run \\u001b[31mended\\u000aInjected runId=r1 why="a b"',
      '    Error: gone\\u001b[2J',
      '    at here\n',
    ].join('\n'),
  ])
  const [name = ''] = readdirSync(folder)
  const entry = LogEntry.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
  expect(entry).toMatchObject({ runId: 'r1', err })
})

test('a line that is no JSON is an entry like any other', () => {
  const said: string[] = []
  const output = { write: (text: string) => void said.push(text) }
  const [, stream] = openLog({ part: 'agent', level: 'info', output })
  stream.write('panic with password=hunter2hunter2\n')
  const entry = LogEntry.parse(JSON.parse(said[0] ?? ''))
  expect(entry).toMatchObject({ part: 'agent', msg: 'panic with password=***' })
})

test('the environment tells which texts are secret: what its names say, and passwords of addresses', () => {
  const secrets = knownSecrets({
    ADMIN_PASSWORD: ' adminpass1 ',
    JOIN_TOKEN: 'jointoken1',
    JWT_SECRET: '',
    DATABASE_URL: 'postgres://u:p%40ssword@h/db',
    PORT: '3000',
    PUBLIC_URL: 'https://tv.example',
  })
  expect(secrets).toEqual(['adminpass1', 'jointoken1', 'p%40ssword', 'p@ssword'])
})

const CRASHING = (how: string) => `
  import { endOnCrash, openLog } from '${new URL('./open-log.ts', import.meta.url)}'
  const [, stream] = openLog({ part: 'agent', level: 'info', folder: process.argv[1] })
  const say = (level, fields, msg) =>
    stream.write(JSON.stringify({ time: new Date().toISOString(), level, part: 'agent', msg, ...fields }))
  endOnCrash({ error: ({ err }, msg) => say('ERROR', { err: String(err) }, msg) })
  for (let n = 0; n < 200; n++) say('INFO', {}, 'line ' + n)
  ${how}
`

test.each([
  ['process.exit(3)', 'line 199'],
  ["process.kill(process.pid, 'SIGKILL')", 'line 199'],
  ["throw new Error('http://u:hunter2hunter2@h failed')", 'Ended by an error that nobody caught'],
  ["void Promise.reject(new Error('later'))", 'Ended by an error that nobody caught'],
])('the last line is in the file after %s', async (how, last) => {
  const args = ['--import', 'tsx', '--input-type=module', '-e', CRASHING(how), folder]
  const run = await promisify(execFile)(process.execPath, args).catch((error) => error)
  expect(run.stderr).toBe('')
  const [name = ''] = readdirSync(folder)
  const text = readFileSync(join(folder, name), 'utf8')
  expect(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '').msg).toBe(last)
  expect(text + run.stdout).not.toContain('hunter2')
})
