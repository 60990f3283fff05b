import { BUILT_IN_PRESETS, EncodingInput } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { formOfPreset, presetBody, readPresetForm } from './preset-form.ts'

test.each(Object.entries(BUILT_IN_PRESETS))(
  '%s comes back from its form as it was',
  (name, encoding) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(formOfPreset(name, encoding))) form.set(key, value)
    expect(presetBody(readPresetForm(form))).toEqual({ name, encoding })
  },
)

test('a comma is a decimal point, and what is no number is refused by the contract', () => {
  const form = formOfPreset('x', BUILT_IN_PRESETS.broadcast)
  expect(presetBody({ ...form, crf: '21,5' }).encoding.crf).toBe(21.5)
  const { encoding } = presetBody({ ...form, crf: 'low' })
  expect(EncodingInput.safeParse(encoding).success).toBe(false)
})
