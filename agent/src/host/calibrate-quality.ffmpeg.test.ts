import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROADCAST_PRESET, ssimDb, ZEROLATENCY_PRESET } from '@cashbacktv/contract'
import { expect, it } from 'vitest'
import { encoderOf, estimateOf } from '../domain/quality/quality-model.ts'
import { calibrateQuality } from './calibrate-quality.ts'

const at = () => '2026-01-01T00:00:00.000Z'

/** SSIM in decibels that was measured of camera footage, 720p25 and 1080p30, at these settings. */
const FOOTAGE = [
  {
    encoding: BROADCAST_PRESET,
    pieces: [
      { quantiser: 27, bitsPerPixel: 0.0367, decibels: 24.64 },
      { quantiser: 36, bitsPerPixel: 0.0124, decibels: 20.15 },
      { quantiser: 27, bitsPerPixel: 0.1201, decibels: 18.33 },
      { quantiser: 35.5, bitsPerPixel: 0.0369, decibels: 13.87 },
      { quantiser: 41.2, bitsPerPixel: 0.0184, decibels: 11.09 },
    ],
  },
  {
    encoding: ZEROLATENCY_PRESET,
    pieces: [
      { quantiser: 21, bitsPerPixel: 0.0393, decibels: 24.83 },
      { quantiser: 33, bitsPerPixel: 0.00996, decibels: 18.56 },
      { quantiser: 26, bitsPerPixel: 0.1207, decibels: 18.12 },
      { quantiser: 32, bitsPerPixel: 0.0544, decibels: 15.15 },
      { quantiser: 38, bitsPerPixel: 0.0254, decibels: 12.25 },
    ],
  },
]

it.each(FOOTAGE)(
  'measures a falling curve that comes near to footage, and leaves nothing behind',
  async ({ encoding, pieces }) => {
    const workDir = await mkdtemp(join(tmpdir(), 'quality-'))
    const curve = await calibrateQuality({ encoding, workDir, at, isIdle: () => true })
    expect(curve).toMatchObject({ encoder: encoderOf(encoding), at: at() })
    const decibels = curve?.points.map((point) => point.decibels) ?? []
    expect(decibels).toEqual(decibels.toSorted((a, b) => b - a))
    expect((decibels[0] ?? 0) - (decibels.at(-1) ?? 0)).toBeGreaterThan(10)
    const away = pieces.map((piece) => {
      const ssim = (curve && estimateOf(curve, piece)?.ssim) ?? 0
      return Math.round((ssimDb(ssim) - piece.decibels) * 10) / 10
    })
    expect(Math.max(...away.map(Math.abs)), `${away} dB away`).toBeLessThan(2.5)
    expect(await readdir(workDir)).toEqual([])
    await rm(workDir, { recursive: true })
  },
  // Trials are of the lowest priority: beside other tests they take many times their 6 s.
  240_000,
)

it('is broken off where the host gets something better to do', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'quality-'))
  let asked = 0
  const isIdle = () => {
    asked += 1
    return asked < 3
  }
  const of = { encoding: BROADCAST_PRESET, workDir, at, isIdle, patienceMs: 0 }
  const curve = await calibrateQuality(of)
  expect({ curve, asked, left: await readdir(workDir) }).toEqual({
    curve: null,
    asked: 3,
    left: [],
  })
  await rm(workDir, { recursive: true })
})

it('waits out what its own trials leave of load', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'quality-'))
  let asked = 0
  // Busy after every trial, for one look.
  const isIdle = () => {
    asked += 1
    return asked % 2 === 1
  }
  const curve = await calibrateQuality({ encoding: BROADCAST_PRESET, workDir, at, isIdle })
  expect(curve?.points.length).toBeGreaterThan(1)
  await rm(workDir, { recursive: true })
})
