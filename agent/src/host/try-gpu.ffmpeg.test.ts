import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GpuEncoder, type GpuTrial } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
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
  const trials = await tryGpus([], [], { ffmpeg: 'ffmpeg', nvidiaSmi: '/nonexistent' }, [
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
  const [nvenc, ...others] = await tryGpus([], [], { ffmpeg, nvidiaSmi }, NO_NODES)
  expect(nvenc).toEqual({
    encoder: 'h264_nvenc',
    device: null,
    sessions: 3,
    problem: null,
    memory: { freeBytes: 1000 * 2 ** 20, sessionBytes: 100 * 2 ** 20 },
  })
  expect(others.map(({ problem }) => problem?.code)).toEqual(Array(5).fill('refused'))
})

it('says that an FFmpeg was built without an encoder', async () => {
  chmodSync(folder, 0o755)
  const ffmpeg = join(folder, 'ffmpeg')
  writeFileSync(ffmpeg, '#!/bin/sh\necho "[fatal] Unknown encoder" >&2\nexit 1\n', { mode: 0o755 })
  const trials = await tryGpus([], [], { ffmpeg, nvidiaSmi: '/nonexistent' }, NO_NODES)
  expect(trials.map(({ problem }) => problem?.code)).toEqual(Array(6).fill('not-built'))
})

it('does not count again what was counted before, when it still works', async () => {
  const { ffmpeg, nvidiaSmi } = pretendGpu(folder, { sessions: 3 })
  const before = { encoder: 'h264_nvenc' as const, device: null, sessions: 7, problem: null }
  const [again] = await tryGpus([before], [], { ffmpeg, nvidiaSmi }, NO_NODES)
  expect(again).toEqual(before)
  const other = { ...before, device: '/dev/dri/renderD128' }
  const [anew] = await tryGpus([other], [], { ffmpeg, nvidiaSmi }, NO_NODES)
  expect(anew?.sessions).toBe(3)
})

const WORKS: GpuTrial = { encoder: 'h264_nvenc', device: null, sessions: 2, problem: null }
const REFUSED: GpuTrial = { ...WORKS, sessions: 0, problem: { code: 'refused', detail: 'No.' } }
const NOT_BUILT: GpuTrial = { ...REFUSED, problem: { code: 'not-built', detail: '' } }

/** Of all encoders: those that are given, and the others refused. */
function allWith(...given: readonly GpuTrial[]): GpuTrial[] {
  return GpuEncoder.options.map(
    (encoder) => given.find((one) => one.encoder === encoder) ?? { ...REFUSED, encoder },
  )
}

/** A host whose encoders answer as they are told. */
function host() {
  const file = join(folder, 'gpu.json')
  const asked: { counted: number; standing: string[] }[] = []
  const known = (bootId: string, card: string, found: readonly GpuTrial[]) => {
    const ask = async (counted: readonly GpuTrial[], standing: readonly GpuTrial[]) => {
      asked.push({ counted: counted.length, standing: standing.map(({ encoder }) => encoder) })
      return found.map((one) => standing.find(({ encoder }) => encoder === one.encoder) ?? one)
    }
    return knownGpu({ file, bootId, card, log, ask })
  }
  return { file, asked, known }
}

it('asks once a boot what works, counts once a card, and tries again what did not work', async () => {
  const { asked, known } = host()
  const [all, one] = [allWith(), allWith(WORKS)]
  expect(await known('one', 'a', all)).toEqual(all)
  expect(await known('one', 'a', one)).toEqual(one)
  // Its sessions are held by channels by now.
  expect(await known('one', 'a', all)).toEqual(one)
  const nothing = { counted: 0, standing: [] }
  expect(asked).toEqual([nothing, nothing, { counted: 6, standing: ['h264_nvenc'] }])
  expect(await known('two', 'a', all)).toEqual(all)
  expect(await known('two', 'b', one)).toEqual(one)
  expect(asked.slice(3)).toEqual([{ counted: 6, standing: [] }, nothing])
})

it('tries HEVC again that was refused while channels held the sessions, and no more once all is settled', async () => {
  const { asked, known } = host()
  const hevc: GpuTrial = { ...WORKS, encoder: 'hevc_nvenc', sessions: 1 }
  const others = GpuEncoder.options.slice(1).map((encoder) => ({ ...NOT_BUILT, encoder }))
  const refused = allWith(WORKS, ...others.filter(({ encoder }) => encoder !== 'hevc_nvenc'))
  expect(await known('one', 'a', refused)).toEqual(refused)
  const settled = allWith(WORKS, hevc, ...others)
  expect(await known('one', 'a', settled)).toEqual(settled)
  expect(asked.at(-1)?.standing).not.toContain('hevc_nvenc')
  expect(await known('one', 'a', allWith())).toEqual(settled)
  expect(asked).toHaveLength(2)
})

it('asks for what an older agent did not try, keeps what it found, and leaves it a file that it reads', async () => {
  const { file, known } = host()
  const before = z.object({
    bootId: z.string(),
    card: z.string(),
    trials: z.array(
      z.object({
        encoder: z.enum(['h264_nvenc', 'h264_qsv', 'h264_vaapi']),
        device: z.string().nullable(),
        sessions: z.int(),
        problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
      }),
    ),
  })
  writeFileSync(file, JSON.stringify({ bootId: 'one', card: 'a', trials: [WORKS] }))
  const hevc: GpuTrial = { ...WORKS, encoder: 'hevc_nvenc', sessions: 1 }
  expect(await known('one', 'a', allWith(hevc))).toEqual(allWith(WORKS, hevc))
  const left = before.parse(JSON.parse(readFileSync(file, 'utf8')))
  expect(left.trials.map(({ encoder, sessions }) => [encoder, sessions])).toEqual([
    ['h264_nvenc', 2],
    ['h264_qsv', 0],
    ['h264_vaapi', 0],
  ])
})

it('does not try what stands, nor count beside it', async () => {
  const { ffmpeg, nvidiaSmi } = pretendGpu(folder, { sessions: 3 })
  const hevc: GpuTrial = { ...NOT_BUILT, encoder: 'hevc_nvenc' }
  const found = await tryGpus([], [WORKS, hevc], { ffmpeg, nvidiaSmi }, NO_NODES)
  expect(found[0]).toEqual(WORKS)
  expect(found[3]).toEqual(hevc)
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
