import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compiled, errorsOf } from '../../test/native-programs.ts'
import type { Bounds, MediaUser } from '../domain/confinement/confine.ts'
import type { Files } from '../domain/confinement/files.ts'
import { NOWHERE } from '../domain/confinement/reach.ts'
import { confined } from './confinement.ts'
import { mediaUser } from './media-user.ts'
import { runToEnd } from './run-to-end.ts'

const SECRET = 'Zq7plantedsecret'
const CARD = ['-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=5:duration=1']
const LIMITS = { timeoutMs: 20_000, maxBytes: 1 << 20 }

let folder: string
/** Its own, another's, and those of who started it. */
let own: string
let other: string
let state: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-in-reach-'))
  chmodSync(folder, 0o755)
  own = make('own')
  other = make('other')
  state = make('state')
  writeFileSync(join(state, 'identity.json'), JSON.stringify({ credential: SECRET }), {
    mode: 0o666,
  })
  for (const name of ['picture.txt', 'secret.ts']) writeFileSync(join(other, name), SECRET)
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Open to all, so that the rights of a user hold nobody off. */
function make(name: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  chmodSync(path, 0o777)
  return path
}

function ffmpeg(args: readonly string[], files: Files = { reads: [], writes: [own] }) {
  return runToEnd('ffmpeg', ['-hide_banner', '-nostdin', '-y', ...args], { ...LIMITS, files })
}

function held(user: MediaUser | null): Bounds {
  return { reach: NOWHERE, files: { reads: [], writes: [own] }, memoryBytes: 1 << 30, user }
}

const showing = (path: string) => ['-nostdin', ...show(path), 'pipe:1']

/** Copies a file as bytes to where it is seen. */
const show = (path: string) => ['-f', 'data', '-i', path, '-map', '0', '-c', 'copy', '-f', 'data']

it('reads and writes what it was given', async () => {
  const { code } = await ffmpeg([...CARD, '-f', 'hls', join(own, 'index.m3u8')])
  expect(code).toBe(0)
  expect(readdirSync(own).sort()).toEqual(['index.m3u8', 'index0.ts'])
  const read = { reads: [join(own, 'index0.ts')], writes: [] }
  const { stdout } = await ffmpeg([...show(join(own, 'index0.ts')), 'pipe:1'], read)
  expect(stdout.length).toBeGreaterThan(188)
})

it.each([
  ['the credential of who started it', () => join(state, 'identity.json')],
  ['what another run has', () => join(other, 'picture.txt')],
  ['a way round through its own folder', () => join(own, 'way', 'identity.json')],
  ['a way round through the folders above', () => `${own}/../state/identity.json`],
])('cannot read %s', async (_, path) => {
  rmSync(join(own, 'way'), { force: true })
  symlinkSync(state, join(own, 'way'))
  const { code, stdout, stderr } = await ffmpeg([...show(path()), 'pipe:1'])
  expect(stderr).toContain('Permission denied')
  expect(code).not.toBe(0)
  expect(stdout.toString()).not.toContain(SECRET)
})

it('cannot read what a playlist of its own leads to', async () => {
  const playlist = join(own, 'hostile.m3u8')
  const list = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${other}/secret.ts\n#EXT-X-ENDLIST\n`
  writeFileSync(playlist, list)
  const words = ['-allowed_extensions', 'ALL', '-protocol_whitelist', 'file', '-i', playlist]
  const { stderr } = await ffmpeg([...words, '-f', 'null', '-'])
  expect(stderr).toContain('Failed to open segment')
})

it('cannot write, make or replace anything outside', async () => {
  for (const path of [
    join(other, 'new.ts'),
    join(state, 'identity.json'),
    '/tmp/new-by-ffmpeg.ts',
  ]) {
    const { code, stderr } = await ffmpeg([...CARD, '-f', 'mpegts', path])
    expect(code).not.toBe(0)
    expect(stderr).toContain('Permission denied')
  }
  const moved = ['-f', 'image2', '-update', '1', '-atomic_writing', '1', join(other, 'a.jpg')]
  expect((await ffmpeg([...CARD, ...moved])).code).not.toBe(0)
  expect(readdirSync(other)).toEqual(['picture.txt', 'secret.ts'])
  expect(existsSync('/tmp/new-by-ffmpeg.ts')).toBe(false)
})

const { EACCES, EPERM } = constants.errno
const MADE = { file: 0, folder: 0, socket: 0, renamed: 0 }

function each(error: number) {
  const links = { symlink: error, symlinkat: error, link: error }
  return { ...links, pipe: error, characters: error, blocks: error }
}

it.each([
  ['by its calls', [], each(EPERM)],
  // Links to what it may read and write anyhow are left to it there.
  ['by its rights where calls are not filtered', ['filters'], { ...each(EACCES), link: 0 }],
])('makes files, folders and sockets, and nothing that leads outside: held %s', (...row) => {
  const [, missing, refused] = row
  const inside = mkdtempSync(join(folder, 'made-'))
  chmodSync(inside, 0o777)
  const words = [compiled(folder, 'make-in.c', 'ffmakein'), inside]
  const before = missing.length > 0 ? [compiled(folder, 'without.c', 'without'), ...missing] : []
  const [program = '', ...rest] = [...before, ...words]
  const bounds = { ...held(null), files: { reads: [], writes: [inside] } }
  const { file, args, env } = confined({ file: program, args: rest }, bounds)
  const { stdout } = spawnSync(file, [...args], { env, encoding: 'utf8' })
  expect(errorsOf(stdout)).toEqual({ ...MADE, ...refused })
  expect(
    readdirSync(inside).filter((made) => !['folder', 'link', 'socket'].includes(made)),
  ).toEqual([])
})

it('cannot look into another process of its user', () => {
  const bounds = held(null)
  const sleep = confined({ file: 'sleep', args: ['60'] }, bounds)
  const sleeper = spawn(sleep.file, [...sleep.args], { env: sleep.env, stdio: 'ignore' })
  const environ = `/proc/${sleeper.pid}/environ`
  const { file, args, env } = confined({ file: 'ffmpeg', args: showing(environ) }, bounds)
  const { stderr } = spawnSync(file, [...args], { env, encoding: 'utf8' })
  sleeper.kill()
  expect(stderr).toContain('Permission denied')
})

it('is held the same as another user', () => {
  const words = showing(join(other, 'picture.txt'))
  const { file, args, env } = confined({ file: 'ffmpeg', args: words }, held(mediaUser()))
  const { stderr } = spawnSync(file, [...args], { env, encoding: 'utf8' })
  expect(stderr).toContain('Permission denied')
})
