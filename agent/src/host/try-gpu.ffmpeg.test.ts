import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GpuTrial } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { pretendGpu } from '../../test/pretend-gpu.ts'
import { cardOfHost } from './card-of-host.ts'
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
  const trials = await tryGpus([], { ffmpeg: 'ffmpeg', nvidiaSmi: '/nonexistent' }, [
    '/dev/dri/none',
  ])
  expect(trials.map(({ encoder }) => encoder)).toEqual(['h264_nvenc', 'h264_qsv', 'h264_vaapi'])
  for (const { sessions, problem } of trials) {
    expect(sessions).toBe(0)
    expect(problem).toMatchObject({ code: 'refused', detail: expect.stringMatching(/\w/) })
  }
  expect(trials[2]?.problem?.detail).toContain('/dev/dri/none')
})

it('counts the sessions that encode at once, and what each takes of the card', async () => {
  const { ffmpeg, nvidiaSmi } = pretendGpu(folder, { sessions: 3, freeMebibytes: 1000, each: 100 })
  const [nvenc, ...others] = await tryGpus([], { ffmpeg, nvidiaSmi }, NO_NODES)
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
  const trials = await tryGpus([], { ffmpeg, nvidiaSmi: '/nonexistent' }, NO_NODES)
  expect(trials.map(({ problem }) => problem?.code)).toEqual(Array(3).fill('not-built'))
})

it('does not count again what was counted before, when it still works', async () => {
  const { ffmpeg, nvidiaSmi } = pretendGpu(folder, { sessions: 3 })
  const before = { encoder: 'h264_nvenc' as const, device: null, sessions: 7, problem: null }
  const [again] = await tryGpus([before], { ffmpeg, nvidiaSmi }, NO_NODES)
  expect(again).toEqual(before)
  const other = { ...before, device: '/dev/dri/renderD128' }
  const [anew] = await tryGpus([other], { ffmpeg, nvidiaSmi }, NO_NODES)
  expect(anew?.sessions).toBe(3)
})

it('asks once a boot, counts once a card, and tries again what did not work', async () => {
  const file = join(folder, 'gpu.json')
  const works: GpuTrial = { encoder: 'h264_nvenc', device: null, sessions: 2, problem: null }
  const fails: GpuTrial = { ...works, sessions: 0, problem: { code: 'refused', detail: 'No.' } }
  const asked: number[] = []
  const known = (bootId: string, card: string, trial: GpuTrial) => {
    const ask = async (counted: readonly GpuTrial[]) => {
      asked.push(counted.length)
      return [trial]
    }
    return knownGpu({ file, bootId, card, log, ask })
  }
  expect(await known('one', 'a', fails)).toEqual([fails])
  expect(await known('one', 'a', works)).toEqual([works])
  expect(await known('one', 'a', fails)).toEqual([works])
  expect(asked).toEqual([0, 0])
  expect(await known('two', 'a', fails)).toEqual([fails])
  expect(await known('two', 'b', works)).toEqual([works])
  expect(asked).toEqual([0, 0, 1, 0])
})

it('knows a card or a driver that was changed', () => {
  const before = cardOfHost(folder)
  expect(cardOfHost(folder)).toBe(before)
  const gpus = join(folder, 'proc/driver/nvidia/gpus/0000:01:00.0')
  mkdirSync(gpus, { recursive: true })
  writeFileSync(join(gpus, 'information'), 'Model: One')
  const one = cardOfHost(folder)
  writeFileSync(join(gpus, 'information'), 'Model: Two')
  const two = cardOfHost(folder)
  const node = join(folder, 'sys/class/drm/renderD128/device')
  mkdirSync(node, { recursive: true })
  writeFileSync(join(node, 'device'), '0x9a49')
  expect(new Set([before, one, two, cardOfHost(folder)]).size).toBe(4)
})
