import { HostSettings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { NUMBER_FIELDS, readTyped, typedOf } from './host-settings-form.ts'

const defaults = HostSettings.parse({})

test('what is shown and sent unchanged is the same settings', () => {
  const own = {
    ...defaults,
    stallSeconds: 12.5,
    maxStopShare: 0.125,
    maxConcurrentStarts: 9,
    sourceAllowCidrs: ['10.0.0.0/8', 'fd00::/8'],
  }
  for (const settings of [defaults, own]) {
    expect(readTyped(typedOf(settings))).toEqual({ ok: true, settings })
  }
})

test('every setting has a field', () => {
  const keys = [...NUMBER_FIELDS.map(({ key }) => key), 'sourceAllowCidrs']
  expect(keys.sort()).toEqual(Object.keys(defaults).sort())
})

test.each(NUMBER_FIELDS)('the bounds of $key are the contract’s', (field) => {
  const scale = field.unit === 'percent' ? 100 : 1
  const passes = (typed: number) =>
    HostSettings.safeParse({ [field.key]: typed / scale }).success &&
    readTyped({ ...typedOf(defaults), [field.key]: String(typed) }).ok
  const fails = (typed: number) =>
    !HostSettings.safeParse({ [field.key]: typed / scale }).success &&
    !readTyped({ ...typedOf(defaults), [field.key]: String(typed) }).ok
  expect([passes(field.min), passes(field.max)]).toEqual([true, true])
  expect([fails(field.min - 1), fails(field.max + 1)]).toEqual([true, true])
  if (field.isWhole) expect(fails(field.min + 0.5)).toBe(true)
})

test.each([
  ['', 'number'],
  ['soon', 'number'],
  ['Infinity', 'number'],
  ['1', 'range'],
  ['9000', 'range'],
])('%j is no number of seconds for a stall', (text, kind) => {
  const read = readTyped({ ...typedOf(defaults), stallSeconds: text })
  expect(read).toEqual({ ok: false, problems: [{ path: 'stallSeconds', kind }] })
})
