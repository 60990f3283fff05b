import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GpuEncoder, type GpuTrial } from '@cashbacktv/contract'
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
  expect(trials.map(({ encoder }) => encoder)).toEqual(GpuEncoder.options)
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
  expect(others.map(({ problem }) => problem?.code)).toEqual(Array(5).fill('refused'))
})

it('says that an FFmpeg was built without an encoder', async () => {
  chmodSync(folder, 0o755)
  const ffmpeg = join(folder, 'ffmpeg')
  writeFileSync(ffmpeg, '#!/bin/sh\necho "[fatal] Unknown encoder" >&2\nexit 1\n', { mode: 0o755 })
  const trials = await tryGpus([], { ffmpeg, nvidiaSmi: '/nonexistent' }, NO_NODES)
  expect(trials.map(({ problem }) => problem?.code)).toEqual(Array(6).fill('not-built'))
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
  const known = (bootId: string, card: string, trials: GpuTrial[]) => {
    const ask = async (counted: readonly GpuTrial[]) => {
      asked.push(counted.length)
      return trials
    }
    return knownGpu({ file, bootId, card, log, ask })
  }
  const all = GpuEncoder.options.map((encoder) => ({ ...fails, encoder }))
  const one = [works, ...all.slice(1)]
  expect(await known('one', 'a', all)).toEqual(all)
  expect(await known('one', 'a', one)).toEqual(one)
  expect(await known('one', 'a', all)).toEqual(one)
  expect(asked).toEqual([0, 0])
  expect(await known('two', 'a', all)).toEqual(all)
  expect(await known('two', 'b', one)).toEqual(one)
  expect(asked).toEqual([0, 0, 6, 0])
})

it('asks for what an older agent did not try, and keeps what it found', async () => {
  const file = join(folder, 'gpu.json')
  const works: GpuTrial = { encoder: 'h264_nvenc', device: null, sessions: 2, problem: null }
  const fails: GpuTrial = { ...works, sessions: 0, problem: { code: 'refused', detail: 'No.' } }
  const given = { file, bootId: 'one', card: 'a', log }
  expect(await knownGpu({ ...given, ask: async () => [works] })).toEqual([works])
  // Its sessions are held by channels by now.
  const hevc: GpuTrial = { ...works, encoder: 'hevc_nvenc', sessions: 1 }
  const later = await knownGpu({ ...given, ask: async () => [fails, hevc] })
  expect(later).toEqual([works, hevc])
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
