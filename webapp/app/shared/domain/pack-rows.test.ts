import { expect, test } from 'vitest'
import { packRows, unpackRows } from './pack-rows.ts'

test('what was packed comes out as it was', () => {
  const items = [
    {
      id: 'a',
      name: 'Çağ "1"</script>',
      speed: null,
      health: { level: 'well' },
      sources: [{ id: 1 }],
    },
    { id: 'b', name: '', speed: 1.5, health: { level: 'off' }, sources: [] },
  ]
  expect(unpackRows(packRows(items))).toEqual(items)
})

test('nothing is nothing', () => {
  expect(unpackRows(packRows([]))).toEqual([])
})

test('each property is named once', () => {
  const items = Array.from({ length: 100 }, (_, speed) => ({ speed }))
  expect(packRows(items).split('speed')).toHaveLength(2)
})
