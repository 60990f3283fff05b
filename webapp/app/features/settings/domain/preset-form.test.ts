import { BUILT_IN_PRESETS, CreatePresetInput } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { PRESET_BOUNDS } from '../preset-bounds.server.ts'
import {
  formOfPreset,
  PRESET_NAMES,
  presetBody,
  presetPath,
  readPresetForm,
} from './preset-form.ts'

test.each(Object.entries(BUILT_IN_PRESETS))(
  '%s comes back from its form as it was',
  (name, encoding) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(formOfPreset(name, encoding))) form.set(key, value)
    expect(presetBody(readPresetForm(form))).toEqual({ name, encoding })
  },
)

test('every setting of a preset has a field, and every field bounds of the contract', () => {
  const settings = ['name', ...Object.keys(BUILT_IN_PRESETS.broadcast)]
  expect([...PRESET_NAMES].sort()).toEqual(settings.sort())
  for (const name of PRESET_NAMES) expect(PRESET_BOUNDS, name).toHaveProperty([presetPath(name)])
})

test('what may be left empty is not required', () => {
  const required = PRESET_NAMES.filter((name) => PRESET_BOUNDS[presetPath(name)]?.required)
  expect(required).not.toContain('maxBitrateKbps')
  expect(required).toEqual(expect.arrayContaining(['name', 'crf', 'bFrames', 'threads']))
})

const typed = (part: object) =>
  presetBody({ ...formOfPreset('x', BUILT_IN_PRESETS.broadcast), ...part })

test('a comma is a decimal point', () => {
  expect(typed({ crf: '21,5' })).toMatchObject({ encoding: { crf: 21.5 } })
})

test.each(['crf', 'maxBitrateKbps', 'aqMode'])('%s that is no number is refused', (name) => {
  const judged = CreatePresetInput.safeParse(typed({ [name]: 'low' }))
  expect(judged.error?.issues.map(({ path }) => path.join('.'))).toEqual([`encoding.${name}`])
})
