import { afterEach, expect, test } from 'vitest'
import { startChild } from '../stack/child.ts'
import {
  drippingSource,
  htmlSource,
  redirectSource,
  refusedSource,
  silentSource,
  statusSource,
} from './faults.ts'
import { startHttpTs } from './http-ts.ts'
import type { LiveSource } from './live-source.ts'

const open: LiveSource[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((source) => source.close()))
})

/** Exit code and words of FFmpeg reading the source, with a read time-out of a second. */
async function ffmpegOn(source: LiveSource, ...options: string[]) {
  open.push(source)
  const args = [
    '-rw_timeout',
    '1000000',
    '-analyzeduration',
    '1M',
    ...options,
    '-i',
    source.url,
    '-f',
    'null',
    '-',
  ]
  const child = startChild('ffmpeg', ['-hide_banner', '-nostdin', ...args])
  const code = await child.exited
  return { code, words: child.output() }
}

test('nobody listens: refused', async () => {
  const { code, words } = await ffmpegOn(await refusedSource())
  expect(code).not.toBe(0)
  expect(words).toContain('Connection refused')
})

test('accepts and stays silent: a time-out', async () => {
  const { code, words } = await ffmpegOn(await silentSource())
  expect(code).not.toBe(0)
  expect(words).toContain('timed out')
})

test('drips a byte at a time: no time-out on reads ends it', async () => {
  const source = await drippingSource()
  open.push(source)
  const response = await fetch(source.url)
  const reader = response.body?.getReader()
  expect((await reader?.read())?.value).toHaveLength(1)
  expect((await reader?.read())?.value).toHaveLength(1)
  await reader?.cancel()
})

test.each([401, 404, 500])('answers %i', async (status) => {
  const { code, words } = await ffmpegOn(await statusSource(status))
  expect(code).not.toBe(0)
  expect(words).toContain(status === 500 ? '5XX' : String(status))
})

test('a web page instead of media', async () => {
  const { code, words } = await ffmpegOn(await htmlSource())
  expect(code).not.toBe(0)
  expect(words).toContain('Invalid data')
})

test('a redirect is followed by FFmpeg itself', async () => {
  const target = await startHttpTs()
  open.push(target)
  const { code } = await ffmpegOn(await redirectSource(target.url), '-t', '1')
  expect(code).toBe(0)
})

test('audio alone: no video to be found', async () => {
  const { words } = await ffmpegOn(await startHttpTs({ video: false }), '-t', '1')
  expect(words).toContain('Audio: aac')
  expect(words).not.toContain('Video:')
})
