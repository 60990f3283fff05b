import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { readTail } from '../files/read-tail.ts'
import { writeRunClock } from '../files/run-clock.ts'
import { splitFile } from './audio/split-file.ts'
import { openGrowingFile } from './runs/growing-file.ts'
import { readHead } from './segments/read-head.ts'
import { openSegment, replaceSegment } from './segments/segment-bytes.ts'
import { createSegmentCache } from './serve/segment-cache.ts'
import { sendFile } from './serve/send-file.ts'
import { writeText } from './subtitles/keep-subtitles.ts'

/** More than the teletext of a run that is left where it is once it was read. */
const SECRET = 'Zq7plantedsecret'.repeat(400_000)

let folder: string
/** Of ours, which no run may lead to. */
let outside: string
let planted: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'planted-links-'))
  outside = join(folder, 'identity.json')
  planted = join(folder, 'planted.ts')
  writeFileSync(outside, SECRET, { mode: 0o600 })
  symlinkSync(outside, planted)
  mkdirSync(join(folder, 'hd'))
  symlinkSync(outside, join(folder, 'hd/planted.ts'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const SLOT = { rendition: 'hd', file: 'planted.ts', durationSeconds: 4 }

async function sent(path: string, method: string): Promise<[number, string]> {
  const cache = createSegmentCache()
  const server = createServer((req, res) => {
    void sendFile(req, res, { path, type: 'video/mp2t', cache, onSent: () => undefined })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  const answer = await fetch(`http://127.0.0.1:${address.port}/`, { method })
  return [answer.status, await answer.text()]
}

test.each(['GET', 'HEAD'])('what a link leads to is not sent to viewers (%s)', async (method) => {
  const [status, text] = await sent(planted, method)
  expect(status).toBe(404)
  expect(text).not.toContain(SECRET.slice(0, 16))
})

test('what a link leads to is not looked into', async () => {
  expect(readHead(planted, 100)).toHaveLength(0)
  expect(readTail(planted, 100, 100)).toBe('')
  expect(openSegment(planted, ({ size }) => size)).toBeNull()
  const cached = createSegmentCache().read(planted, { size: 10, mtimeMs: 1 })
  await expect(cached).rejects.toThrow('ELOOP')
  expect(() => splitFile({ ...SLOT, folder })).toThrow('ELOOP')
})

test('what a link leads to is not written over or emptied', () => {
  const whole = (bytes: Buffer) => ({ units: [bytes], used: bytes.length })
  expect(() => openGrowingFile(planted).read(whole)).toThrow('ELOOP')
  writeText(planted, 'WEBVTT')
  const names = [`clock.json.${process.pid}.tmp`, 'segment.filled.ts']
  for (const name of names) symlinkSync(outside, join(folder, name))
  writeRunClock(folder, { sourceStartSeconds: 1 })
  expect(() => replaceSegment(join(folder, 'segment.ts'), Buffer.alloc(188))).toThrow('ELOOP')
  expect(readFileSync(outside, 'utf8') === SECRET).toBe(true)
})

test('nobody waits at a pipe', async () => {
  const pipe = join(folder, 'pipe.ts')
  execFileSync('mkfifo', [pipe])
  expect(readHead(pipe, 100)).toHaveLength(0)
  expect(writeText(pipe, 'WEBVTT')).toBe(0)
  expect((await sent(pipe, 'GET'))[0]).toBe(404)
})
