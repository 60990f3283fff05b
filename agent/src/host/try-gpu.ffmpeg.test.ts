import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { pretendGpu } from '../../test/pretend-gpu.ts'
import { knownGpu } from './known-gpu.ts'
import { tryGpus } from './try-gpu.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gpu-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const NO_NODES: string[] = []
const silent = () => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }

it('says of each encoder why it does not work here, in the words of FFmpeg', async () => {
  const trials = await tryGpus({ ffmpeg: 'ffmpeg', nvidiaSmi: '/nonexistent' }, ['/dev/dri/none'])
  expect(trials.map(({ encoder }) => encoder)).toEqual(['h264_nvenc', 'h264_qsv', 'h264_vaapi'])
  for (const { sessions, problem } of trials) {
    expect(sessions).toBe(0)
    expect(problem).toMatchObject({ code: 'refused', detail: expect.stringMatching(/\w/) })
  }
  expect(trials[2]?.problem?.detail).toContain('/dev/dri/none')
})

it('counts the sessions that encode at once, and what each takes of the card', async () => {
  const { ffmpeg, nvidiaSmi } = pretendGpu(folder, { sessions: 3, freeMebibytes: 1000, each: 100 })
  const [nvenc, ...others] = await tryGpus({ ffmpeg, nvidiaSmi }, NO_NODES)
  expect(nvenc).toEqual({
    ...{ encoder: 'h264_nvenc', device: null, sessions: 3, problem: null },
    memory: { freeBytes: 1000 * 2 ** 20, sessionBytes: 100 * 2 ** 20 },
  })
  expect(others.map(({ problem }) => problem?.code)).toEqual(['refused', 'refused'])
})

it('says that an FFmpeg was built without an encoder', async () => {
  chmodSync(folder, 0o755)
  const ffmpeg = join(folder, 'ffmpeg')
  writeFileSync(ffmpeg, '#!/bin/sh\necho "[fatal] Unknown encoder" >&2\nexit 1\n', { mode: 0o755 })
  const trials = await tryGpus({ ffmpeg, nvidiaSmi: '/nonexistent' }, NO_NODES)
  expect(trials.map(({ problem }) => problem?.code)).toEqual(Array(3).fill('not-built'))
})

it('counts once a boot, and tries again what did not work', async () => {
  const file = join(folder, 'gpu.json')
  const works = { encoder: 'h264_nvenc' as const, device: null, sessions: 2, problem: null }
  const fails = { ...works, sessions: 0, problem: { code: 'refused' as const, detail: 'No.' } }
  const asked = (bootId: string, trial: typeof works | typeof fails) =>
    knownGpu({ file, bootId, log, ask: async () => [trial] })
  expect(await asked('one', fails)).toEqual([fails])
  expect(await asked('one', works)).toEqual([works])
  expect(await asked('one', fails)).toEqual([works])
  expect(await asked('two', fails)).toEqual([fails])
})
