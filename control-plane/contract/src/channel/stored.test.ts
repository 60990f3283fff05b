import { expect, test } from 'vitest'
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
