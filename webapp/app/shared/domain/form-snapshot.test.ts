import { expect, test } from 'vitest'
import { snapshotOf } from './form-snapshot.ts'

function form(...entries: [string, string | File][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

test('what is typed, chosen or moved makes a form another; what is typed back does not', () => {
  const before = snapshotOf(form(['name', 'One'], ['on', 'on']))
  expect(snapshotOf(form(['name', 'One'], ['on', 'on']))).toBe(before)
  expect(snapshotOf(form(['name', 'One '], ['on', 'on']))).not.toBe(before)
  expect(snapshotOf(form(['name', 'One']))).not.toBe(before)
})

test('a file that is chosen counts, the empty place for one does not', () => {
  const none = snapshotOf(form(['file', new File([], '')]))
  expect(none).toBe(snapshotOf(form(['file', new File([], '')])))
  expect(snapshotOf(form(['file', new File(['x'], 'logo.png')]))).not.toBe(none)
})
