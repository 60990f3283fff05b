import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { QualityMeasurement } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { channelId } from '../../test/channel-factory.ts'
import { openQualityStore } from './quality-store.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quality-store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const pathsOf = () => ({
  qualityCurves: join(folder, 'curves.json'),
  qualityMeasurements: join(folder, 'measurements.json'),
})
const at = '2026-01-01T00:00:00.000Z'
const points = [
  { strain: 10, decibels: 26 },
  { strain: 20, decibels: 15 },
]
const curve = { encoder: 'superfast', at, stepsPerDoubling: 3.1, points }
const measured: QualityMeasurement = {
  ssim: 0.99,
  score: 80,
  vmaf: null,
  at,
  model: 1,
  seconds: 6,
}

it('keeps one curve an encoder, for this FFmpeg and this model alone', () => {
  const of = { model: 1, ffmpegVersion: '5.1' }
  const store = openQualityStore(pathsOf())
  store.keepCurve(of, { ...curve, stepsPerDoubling: 2 })
  store.keepCurve(of, curve)
  store.keepCurve(of, { ...curve, encoder: 'veryfast' })
  const later = openQualityStore(pathsOf())
  expect(later.curves(of)).toEqual([curve, { ...curve, encoder: 'veryfast' }])
  expect(later.curves({ ...of, ffmpegVersion: '6.0' })).toEqual([])
  expect(later.curves({ ...of, model: 2 })).toEqual([])
})

it('lets go of measurements of channels that are wanted no more', () => {
  const store = openQualityStore(pathsOf())
  store.keepMeasured(channelId(1), measured, new Set([channelId(1)]))
  store.keepMeasured(channelId(2), measured, new Set([channelId(2)]))
  expect([store.measured(channelId(1)), store.measured(channelId(2))]).toEqual([null, measured])
  expect(readFileSync(pathsOf().qualityMeasurements, 'utf8')).not.toContain(channelId(1))
})

it('begins anew with damaged files', () => {
  for (const path of Object.values(pathsOf())) writeFileSync(path, '{"half')
  const store = openQualityStore(pathsOf())
  expect(store.curves({ model: 1, ffmpegVersion: '5.1' })).toEqual([])
  expect(store.measured(channelId(1))).toBeNull()
  store.keepCurve({ model: 1, ffmpegVersion: '5.1' }, curve)
  expect(store.curves({ model: 1, ffmpegVersion: '5.1' })).toEqual([curve])
})
