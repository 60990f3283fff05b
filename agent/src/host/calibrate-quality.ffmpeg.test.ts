import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROADCAST_PRESET } from '@cashbacktv/contract'
import { expect, it } from 'vitest'
import { encoderOf, estimateOf } from '../domain/quality/quality-model.ts'
import { calibrateQuality } from './calibrate-quality.ts'

const at = () => '2026-01-01T00:00:00.000Z'

/** SSIM in decibels that was measured of camera footage, as the default preset encodes it. */
const FOOTAGE = [
  { quantiser: 27, bitsPerPixel: 0.0367, decibels: 24.64 },
  { quantiser: 36, bitsPerPixel: 0.0124, decibels: 20.15 },
  { quantiser: 27, bitsPerPixel: 0.1201, decibels: 18.33 },
  { quantiser: 35.5, bitsPerPixel: 0.0369, decibels: 13.87 },
  { quantiser: 41.2, bitsPerPixel: 0.0184, decibels: 11.09 },
]

it('measures a falling curve that comes near to footage, and leaves nothing behind', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'quality-'))
  const options = { encoding: BROADCAST_PRESET, workDir, at }
  const curve = await calibrateQuality({ ...options, isIdle: () => true })
  expect(curve).toMatchObject({ encoder: encoderOf(BROADCAST_PRESET), at: at() })
  const decibels = curve?.points.map((point) => point.decibels) ?? []
  expect(decibels).toEqual(decibels.toSorted((a, b) => b - a))
  expect((decibels[0] ?? 0) - (decibels.at(-1) ?? 0)).toBeGreaterThan(10)
  for (const piece of FOOTAGE) {
    const ssim = (curve && estimateOf(curve, piece)?.ssim) ?? 0
    expect(Math.abs(-10 * Math.log10(1 - ssim) - piece.decibels)).toBeLessThan(2.5)
  }
  expect(await readdir(workDir)).toEqual([])
  await rm(workDir, { recursive: true })
})

it('is broken off where the host gets something better to do', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'quality-'))
  let asked = 0
  const isIdle = () => {
    asked += 1
    return asked < 3
  }
  const curve = await calibrateQuality({ encoding: BROADCAST_PRESET, workDir, at, isIdle })
  expect({ curve, asked, left: await readdir(workDir) }).toEqual({
    curve: null,
    asked: 3,
    left: [],
  })
  await rm(workDir, { recursive: true })
})
