import { expect, test } from 'vitest'
import { MOST_COUNTED_VIEWERS, PlaybackGuard, PlaybackSettings } from './playback.ts'
import { readStoredSettings, StoredSettings } from './stored.ts'

test('what an older version stored has the default of every setting that came since, at every depth', () => {
  const { deinterlace: _, ...output } = StoredSettings.parse({}).output
  const stored = { output: { ...output, presetId: 'sport' }, logo: null }
  expect(readStoredSettings(stored)).toEqual(
    StoredSettings.parse({ output: { presetId: 'sport' }, logo: null }),
  )
})

test('what is stored and not valid any more is shown as it is, so that it can be mended', () => {
  const limits = { memoryBytes: 1, cpuPercent: null }
  expect(readStoredSettings({ limits, schedule: null })).toMatchObject({ limits, schedule: null })
})

test('a limit of viewers that is higher than can be counted is the highest that holds', () => {
  const guard = { key: 'k'.repeat(32), ended: [] }
  for (const [stored, read] of [
    [1_000_000, MOST_COUNTED_VIEWERS],
    [MOST_COUNTED_VIEWERS, MOST_COUNTED_VIEWERS],
    [100, 100],
    [null, null],
  ]) {
    const playback = { signed: true, mostViewers: stored }
    const expected = { signed: true, mostViewers: read, sites: [] }
    expect(readStoredSettings({ playback }).playback).toMatchObject(expected)
    expect(StoredSettings.parse({ playback }).playback).toMatchObject(expected)
    expect(PlaybackGuard.parse({ ...playback, ...guard })).toMatchObject(expected)
  }
  const isAdmitted = (mostViewers: number) => PlaybackSettings.safeParse({ mostViewers }).success
  expect([20_000, 20_001].map(isAdmitted)).toEqual([true, false])
})
