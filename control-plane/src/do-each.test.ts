import { expect, test } from 'vitest'
import { doEach } from './do-each.ts'

test('does all of them in turn, and then says what failed', async () => {
  const done: number[] = []
  const all = doEach([1, 2, 3, 4], async (number) => {
    if (number % 2 === 1) throw new Error(`no ${number}`)
    done.push(number)
  })
  await expect(all).rejects.toThrow(/^no 1 \(and 1 more\)$/)
  expect(done).toEqual([2, 4])
})

test('says nothing where nothing fails', async () => {
  await expect(doEach([1, 2], async () => {})).resolves.toBeUndefined()
})
