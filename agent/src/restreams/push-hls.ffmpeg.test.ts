import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startUploadServer, type UploadServer, USER } from '../../test/upload-server.ts'
import { planHlsPush } from '../domain/hls-push/plan-hls-push.ts'
import { isOfOrigin } from '../domain/restreams/why-restream-ended.ts'
import { findBuilt } from '../process/find-built.ts'
import { keepRestreams, type Restreams } from './keep-restreams.ts'
import {
  observationOf,
  type RestreamStage,
  restream,
  setRestreamStage,
  until,
} from './test/restream-stage.ts'

const run = promisify(execFile)
const SECRET = 'sk-1b2c3d4e5f'
let stage: RestreamStage
let far: UploadServer
/** Started by a test itself. */
let free: ChildProcess | null = null

beforeEach(async () => {
  stage = await setRestreamStage()
  far = await startUploadServer()
})

afterEach(async () => {
  free?.kill('SIGKILL')
  await stage.close()
  await far.close()
})

const MAIN = `/${SECRET}/index.m3u8`
const stateOf = (kept: Restreams) => observationOf(kept, 1, 0)?.state
const reasonIn = (kept: Restreams) => observationOf(kept, 1, 0)?.reason
const sequence = (text: string) => Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1])
const listedIn = (text: string) => text.split('\n').filter((line) => line && !line.startsWith('#'))
const newest = () => far.playlists.at(-1)?.text ?? ''
const pidOf = () => {
  const [file = ''] = readdirSync(stage.paths.restreams).filter((name) => name.endsWith('.json'))
  return Number(JSON.parse(readFileSync(join(stage.paths.restreams, file), 'utf8')).pid)
}

/** RFC 8216 6.2: what is to hold of every playlist that was ever there, and from each to the next. */
function expectLawful(): void {
  let before = { first: 0, names: [''] }
  for (const { text } of far.playlists) {
    const names = listedIn(text)
    const first = sequence(text)
    expect(first).toBeGreaterThanOrEqual(before.first)
    for (const [at, name] of names.entries()) {
      const known = before.names[first + at - before.first]
      if (known !== undefined && known !== '') expect(name).toBe(known)
    }
    before = { first, names }
  }
  expect([far.changed, far.early]).toEqual([[], []])
}

/** Pictures or pieces of audio that a player gets in three seconds of what is there. */
async function decoded(kind: 'v' | 'a'): Promise<number> {
  const input = ['-v', 'error', '-live_start_index', '0', '-i', `${far.base}${MAIN}`, '-t', '3']
  const { stdout } = await run('ffmpeg', [...input, '-map', `0:${kind}`, '-f', 'framecrc', '-'])
  return stdout.split('\n').filter((line) => /^0,/.test(line)).length
}

test('what arrives plays, over a change of picture and over a restart of what pushes', async () => {
  const { kept, ports } = stage.keep([restream(1, `${far.base}${MAIN}`)])
  await until(kept, () => stateOf(kept) === 'sending' && far.playlists.length > 2)
  const pid = pidOf()
  // Nobody on the machine is to read the address.
  expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(SECRET)
  const next = keepRestreams(ports)
  await until(next, () => far.playlists.length > 4)
  expect(pidOf()).toBe(pid)
  process.kill(pid, 'SIGKILL')
  const count = far.playlists.length
  await until(next, () => far.playlists.length > count + 4 && stateOf(next) === 'sending')
  expect(pidOf()).not.toBe(pid)
  expectLawful()
  expect(newest()).toContain('#EXT-X-DISCONTINUITY\n')
  expect(await decoded('v')).toBeGreaterThanOrEqual(30)
  expect(await decoded('a')).toBeGreaterThan(100)
  const clips = readdirSync(stage.folder).filter((name) => name.endsWith('.ts'))
  const known = clips.map((name) => readFileSync(join(stage.folder, name)))
  const segments = [...far.files].filter(([name]) => name.endsWith('.ts'))
  expect(segments.every(([, bytes]) => known.some((clip) => clip.equals(bytes)))).toBe(true)
  const written = JSON.stringify([next.observed(), stage.happenings])
  expect(written).not.toContain(SECRET)
}, 60_000)

test('an answer that is no success is told in its own words, and it is tried again', async () => {
  far.mood = 403
  const { kept } = stage.keep([restream(1, `${far.base}${MAIN}`)])
  await until(kept, () => reasonIn(kept)?.code === 'restream-denied')
  for (const [mood, code] of [
    [404, 'restream-nowhere'],
    [405, 'restream-method'],
    [503, 'restream-answered'],
    ['silent', 'restream-unreachable'],
  ] as const) {
    far.mood = mood
    await until(kept, () => reasonIn(kept)?.code === code)
  }
  far.mood = 200
  await until(kept, () => stateOf(kept) === 'sending' && reasonIn(kept) === null)
  const said = stage.happenings.map(({ kind }) => kind)
  expect(said).toEqual(['restream-failing', 'restream-back'])
}, 120_000)

test.each(['basic', 'digest'] as const)(
  'who sends is said as the far side asks: %s',
  async (asks) => {
    far.asks = asks
    const user = [USER.name, USER.password].map(encodeURIComponent).join(':')
    const base = far.base.replace('//', `//${user}@`)
    const { kept } = stage.keep([restream(1, `${base}${MAIN}`)])
    await until(kept, () => stateOf(kept) === 'sending' && far.playlists.length > 2)
    expectLawful()
  },
)

test('a wrong password is denied', async () => {
  far.asks = 'digest'
  const base = far.base.replace('//', `//${USER.name}:other@`)
  const { kept } = stage.keep([restream(1, `${base}${MAIN}`)])
  await until(kept, () => reasonIn(kept)?.code === 'restream-denied')
  expect(far.files.size).toBe(0)
})

test('by POST, with names in the query, and old segments deleted once nobody asks for them', async () => {
  const address = `${far.base}/upload?cid=${SECRET}&copy=0&file=`
  const change = { uploadMethod: 'post', deletesOld: true }
  const { kept } = stage.keep([restream(1, address, change)])
  const deleted = () => far.log.filter((line) => line.startsWith('DELETE'))
  await until(kept, () => deleted().length > 1)
  expect(far.log[0]).toMatch(/^POST \/upload\?cid=[\w-]+&copy=0&file=index-\d{8}-\w{10}\.ts$/)
  const listed = listedIn(newest())
  expect(listed.length).toBeGreaterThan(3)
  for (const name of listed)
    expect(far.files.has(`/upload?cid=${SECRET}&copy=0&file=${name}`)).toBe(true)
  const two = far.playlists.slice(-listed.length).flatMap(({ text }) => listedIn(text))
  for (const line of deleted()) expect(two).not.toContain(line.split('file=')[1])
}, 60_000)

test('a certificate that nobody has signed is refused, and one that the machine trusts is taken', async () => {
  const [keyFile, certFile] = ['key.pem', 'cert.pem'].map((name) => join(stage.folder, name))
  const made = ['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  const of = ['-subj', '/CN=ingest', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  const [key = '', cert = ''] = [keyFile, certFile]
  await run('openssl', [...made, ...of, '-keyout', key, '-out', cert])
  const server = await startUploadServer(0, { key: readFileSync(key), cert: readFileSync(cert) })
  try {
    const url = `${server.base}${MAIN}`
    const { kept, ports } = stage.keep([restream(1, url)])
    await until(kept, () => reasonIn(kept)?.code === 'restream-certificate')
    expect(server.log).toEqual([])
    // Where it is held in it reads no certificate but the machine's, which no test may change.
    const words = planHlsPush({
      url,
      playlist: `${ports.streamsUrl}/index.m3u8`,
      agent: 'test',
      method: 'put',
      progressUrl: 'udp://127.0.0.1:9',
      deletesOld: false,
    })
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: cert }
    free = spawn(process.execPath, [findBuilt('push-hls.mjs') ?? '', ...words], { env })
    await expect.poll(() => server.playlists.length, { timeout: 20_000 }).toBeGreaterThan(0)
  } finally {
    await server.close()
  }
})

test('where the origin is gone it ends as well, and the far side is not blamed', async () => {
  const gone = 'http://127.0.0.1:9/streams/a/index.m3u8'
  const words = planHlsPush({
    url: `${far.base}${MAIN}`,
    playlist: gone,
    agent: 'test',
    method: 'put',
    progressUrl: 'udp://127.0.0.1:9',
    deletesOld: false,
  })
  const file = findBuilt('push-hls.mjs') ?? ''
  const ended = await run(process.execPath, [file, ...words]).catch((error) => error)
  expect(ended.code).toBe(1)
  expect(isOfOrigin(ended.stderr, 'http://127.0.0.1:9')).toBe(true)
  expect(ended.stderr).not.toContain(SECRET)
}, 40_000)

test('it leads into no network that the host does not allow', async () => {
  const { kept } = stage.keep([restream(1, `${far.base}${MAIN}`)], { allowCidrs: () => [] })
  await until(kept, () => reasonIn(kept)?.code === 'restream-not-allowed')
  expect(far.log).toEqual([])
})
