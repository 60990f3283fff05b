import { HostSettings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { HOST_BOUNDS, HOST_DEFAULTS } from '../host-settings-bounds.server.ts'
import {
  boundsOfNumber,
  NUMBER_KEYS,
  type NumberKey,
  readTyped,
  type SettingsTyped,
  typedOf,
  unitOf,
} from './host-settings-form.ts'

const read = (typed: SettingsTyped) => readTyped(typed, HOST_BOUNDS, HOST_DEFAULTS)
const withTyped = (key: NumberKey, text: string) => read({ ...typedOf(HOST_DEFAULTS), [key]: text })

test('what is shown and sent unchanged is the same settings', () => {
  const own = {
    ...HOST_DEFAULTS,
    stallSeconds: 12.5,
    maxStopShare: 0.125,
    maxConcurrentStarts: 9,
    sourceAllowCidrs: ['10.0.0.0/8', 'fd00::/8'],
  }
  for (const settings of [HOST_DEFAULTS, own]) {
    expect(read(typedOf(settings))).toEqual({ ok: true, settings })
  }
})

test('every setting has a field', () => {
  expect([...NUMBER_KEYS, 'sourceAllowCidrs'].sort()).toEqual(Object.keys(HOST_DEFAULTS).sort())
})

test.each(NUMBER_KEYS)('the form takes of %s exactly what the contract takes', (key) => {
  const { min, max, isWhole } = boundsOfNumber(HOST_BOUNDS, key)
  const scale = unitOf(key) === 'percent' ? 100 : 1
  const takes = (typed: number) => ({
    contract: HostSettings.safeParse({ [key]: typed / scale }).success,
    form: withTyped(key, String(typed)).ok,
  })
  const both = (is: boolean) => ({ contract: is, form: is })
  expect([takes(min), takes(max)]).toEqual([both(true), both(true)])
  expect([takes(min - 1), takes(max + 1)]).toEqual([both(false), both(false)])
  expect(takes(min + 0.5)).toEqual(both(!isWhole))
})

test('only what the host chooses by default may be left empty', () => {
  expect(NUMBER_KEYS.filter((key) => withTyped(key, '').ok)).toEqual(['maxConcurrentStarts'])
})

test.each([
  ['', { kind: 'number' }],
  ['soon', { kind: 'number' }],
  ['Infinity', { kind: 'number' }],
  ['1', { kind: 'range', min: 4, max: 300 }],
  ['9000', { kind: 'range', min: 4, max: 300 }],
])('%j is no number of seconds for a stall', (text, wrong) => {
  const problems = [{ path: 'stallSeconds', ...wrong }]
  expect(withTyped('stallSeconds', text)).toEqual({ ok: false, problems })
})
