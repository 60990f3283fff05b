import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAddressAdmitted } from '@cashbacktv/contract'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { NO_FILES } from '../domain/confinement/files.ts'
import { NOWHERE, type Reach, reachOf, withLoopbackPort } from '../domain/confinement/reach.ts'
import { confined, machineMeans } from './confinement.ts'
import { mediaUser } from './media-user.ts'
import { runToEnd } from './run-to-end.ts'

const MEMORY = 300 << 20
const isRoot = process.getuid?.() === 0

function say(script: string, reach: Reach = NOWHERE): string {
  const bounds = { reach, files: NO_FILES, memoryBytes: MEMORY, user: mediaUser() }
  const { file, args, env } = confined({ file: 'sh', args: ['-c', script] }, bounds)
  return execFileSync(file, [...args], { env, encoding: 'utf8' })
}

it('finds on this machine all that it holds programs by', () => {
  expect(machineMeans()).toEqual({
    setpriv: expect.any(String),
    prlimit: expect.any(String),
    egressGuard: expect.any(String),
    isRoot,
  })
})

it('starts a program that can gain nothing, and is nobody where we are root', () => {
  const status = say('cat /proc/self/status')
  expect(status).toMatch(/^NoNewPrivs:\s1$/m)
  expect(status).toMatch(/^CapEff:\s0+$/m)
  if (isRoot) {
    expect(status).toMatch(/^CapBnd:\s0+$/m)
    expect(status).toMatch(new RegExp(`^Uid:(\\s${mediaUser()?.uid}){4}$`, 'm'))
  }
})

it('ends its memory, its files and its cores', () => {
  const limits = say('cat /proc/self/limits')
  expect(limits).toMatch(new RegExp(`^Max data size\\s+${MEMORY}`, 'm'))
  expect(limits).toMatch(/^Max file size\s+2147483648/m)
  expect(limits).toMatch(/^Max core file size\s+0/m)
})

it('bounds no file of a program that writes one on and on', () => {
  const bounds = { reach: NOWHERE, files: NO_FILES, memoryBytes: MEMORY, user: null }
  const question = { file: 'sh', args: ['-c', 'cat /proc/self/limits'] }
  const { file, args, env } = confined(question, { ...bounds, mostFileBytes: null })
  const limits = execFileSync(file, [...args], { env, encoding: 'utf8' })
  const own = readFileSync('/proc/self/limits', 'utf8')
  const ofFiles = /^Max file size.*$/m
  expect(ofFiles.exec(limits)?.[0]).toBe(ofFiles.exec(own)?.[0])
})

it('hands on nothing of our environment but where programs lie', () => {
  vi.stubEnv('DATABASE_PASSWORD', 'secret')
  vi.stubEnv('http_proxy', 'http://127.0.0.1:3128')
  const names = say('env')
    .split('\n')
    .map((line) => line.split('=')[0])
  vi.unstubAllEnvs()
  const ours = ['LD_PRELOAD', 'EGRESS_RULES', 'FILES_READ', 'FILES_WRITE']
  // Of a variable of several lines the first has its name.
  const known = ['PATH', 'LC_ALL', 'LD_LIBRARY_PATH', ...ours, 'PWD', '_', '']
  const others = names.filter((name = '') => !known.includes(name) && !name.startsWith('/'))
  expect(others).toEqual([])
})

it('gives a helper no more, whatever it is', async () => {
  vi.stubEnv('DATABASE_PASSWORD', 'secret')
  const question = 'env; cat /proc/self/status /proc/self/limits'
  const { stdout } = await runToEnd('sh', ['-c', question], { timeoutMs: 5000, maxBytes: 100_000 })
  vi.unstubAllEnvs()
  const text = stdout.toString('utf8')
  expect(text).not.toContain('secret')
  expect(text).toMatch(/^NoNewPrivs:\s1$/m)
  expect(text).toMatch(/^CapEff:\s0+$/m)
  expect(text).toMatch(/^Max core file size\s+0/m)
})

it.each([
  ['program', 'exec /bin/true', /not permitted/i],
  ['process', '(exit 0)', /cannot fork/i],
])('lets FFmpeg start no other %s', (_what, script, said) => {
  const folder = mkdtempSync(join(tmpdir(), 'confined-'))
  const file = join(folder, 'ffshell')
  symlinkSync('/bin/sh', file)
  const held = confined(
    { file, args: ['-c', script] },
    { reach: NOWHERE, files: NO_FILES, memoryBytes: MEMORY, user: null },
  )
  const { status, stderr } = spawnSync(held.file, [...held.args], { env: held.env })
  rmSync(folder, { recursive: true })
  expect(status).not.toBe(0)
  expect(String(stderr)).toMatch(said)
})

it('opens no port of this host, but a socket in a folder', () => {
  const script = `
const ask = (where) => new Promise((resolve) => {
  const server = require('node:net').createServer()
  server.on('error', ({ code }) => resolve(code))
  server.listen(where, () => server.close(() => resolve('open')))
})
const wanted = [{ port: 0, host: '127.0.0.1' }, { port: 0, host: '::1' }, { path: process.argv[1] }]
Promise.all(wanted.map(ask)).then((said) => process.stdout.write(said.join(' ')))`
  const folder = mkdtempSync(join(tmpdir(), 'confined-'))
  const bounds = { reach: NOWHERE, files: NO_FILES, memoryBytes: 4 * 2 ** 30, user: null }
  const words = ['-e', script, join(folder, 'socket')]
  const { file, args, env } = confined({ file: process.execPath, args: words }, bounds)
  expect(execFileSync(file, [...args], { env, encoding: 'utf8' })).toBe('EACCES EACCES open')
  rmSync(folder, { recursive: true })
})

/** Connecting a datagram socket sends nothing: it shows what would be let through. */
const ASK = `
const dgram = require('node:dgram')
const asked = JSON.parse(process.argv[1])
const answers = {}
let open = asked.length
for (const [address, port] of asked) {
  const socket = dgram.createSocket(address.includes(':') ? 'udp6' : 'udp4')
  socket.connect(port, address, (error) => {
    answers[address + ' ' + port] = error?.code === 'EACCES' ? 'refused' : 'admitted'
    socket.close()
    if (--open === 0) process.stdout.write(JSON.stringify(answers))
  })
}`

function judged(reach: Reach, asked: readonly (readonly [string, number])[]) {
  const bounds = { reach, files: NO_FILES, memoryBytes: 4 * 2 ** 30, user: null }
  const words = ['-e', ASK, JSON.stringify(asked)]
  const { file, args, env } = confined({ file: process.execPath, args: words }, bounds)
  const said = execFileSync(file, [...args], { env, encoding: 'utf8', stdio: 'pipe' })
  return JSON.parse(said) as Record<string, 'refused' | 'admitted'>
}

const NETWORKS = ['10.1.0.0/16', '127.0.0.1', 'fd00:1::/32', '169.254.0.0/16']
const SOURCE = 'http://example.com/live.m3u8'
const near = ['10.1', '10.2', '127.0', '169.254', '172.16', '172.32', '192.168', '100.64', '8.8']
const ipv4 = fc.oneof(
  fc.ipV4(),
  fc.tuple(fc.constantFrom(...near), fc.nat(255), fc.nat(255)).map((parts) => parts.join('.')),
)
const ipv6 = fc.oneof(
  fc.ipV6(),
  ipv4.map((inner) => `::ffff:${inner}`),
  ipv4.map((inner) => `64:ff9b::${inner}`),
  fc.constantFrom('::1', '::', 'fd00:1::5', 'fd00:2::5', 'fe80::1', '2002:7f00:1::', 'fec0::1'),
  fc.constantFrom('::ffff:0:7f00:1', '5f00::1', '1fff::1', '2a00::1', '3fff:1::1', 'fd20:ce::254'),
)

it('judges every address as the policy of sources does', () => {
  const addresses = [
    ...new Set([
      ...fc.sample(ipv4, { numRuns: 400, seed: 4 }),
      ...fc.sample(ipv6, { numRuns: 400, seed: 6 }),
      ...['169.254.169.254', '::ffff:169.254.169.254', '127.0.0.1', '127.0.0.2', '0.0.0.0'],
      ...['168.63.129.16', '169.254.170.2', '169.254.170.23', 'fd20:ce::254', '::ffff:0:a9fe:a9fe'],
      ...['64:ff9b:1:7f00:0:100:808:808'],
    ]),
  ]
  const asked = addresses.map((address) => [address, 80] as const)
  const wanted = addresses.map((address) => {
    const isAdmitted = isAddressAdmitted(address, NETWORKS)
    return [`${address} 80`, isAdmitted ? 'admitted' : 'refused']
  })
  expect(judged(reachOf(SOURCE, NETWORKS), asked)).toEqual(Object.fromEntries(wanted))
}, 30_000)

it('opens one port of this host for what a run tells, and no other', () => {
  const reach = withLoopbackPort(reachOf(SOURCE, []), 4000)
  const asked = [
    ['127.0.0.1', 4000],
    ['127.0.0.1', 4001],
    ['127.0.0.2', 4000],
  ] as const
  expect(Object.values(judged(reach, asked))).toEqual(['admitted', 'refused', 'refused'])
})

it('answers whoever sends to a port of this host, and connects nowhere by TCP', () => {
  const reach = reachOf('srt://0.0.0.0:9000?mode=listener', [])
  expect(judged(reach, [['192.168.1.5', 9000]])).toEqual({ '192.168.1.5 9000': 'admitted' })
  const said = spawnSync('bash', ['-c', 'true'])
  expect(existsSync('/bin/bash') && said.status).toBe(0)
  expect(() => say('exec bash -c ": </dev/tcp/127.0.0.1/9"', reach)).toThrow(/Permission denied/)
})

it('goes nowhere where the rules cannot be read', () => {
  const broken = { rules: '+10.0.0.0/8 nonsense', anyUdp: false }
  expect(judged(broken, [['8.8.8.8', 80]])).toEqual({ '8.8.8.8 80': 'refused' })
})
