import { expect, test } from 'vitest'
import { readErrorQuery } from './error-query.ts'

test('an address narrows the error log by what it knows and no more', () => {
  const host = '10000000-0000-4000-8000-000000000000'
  const read = (address: string) => readErrorQuery(new URLSearchParams(address))
  expect(read('')).toEqual({ group: 'errors' })
  expect(read(`class=network&host=${host}&search=+lost+`)).toEqual({
    group: 'errors',
    class: 'network',
    hostId: host,
    search: 'lost',
  })
  expect(read('class=odd&host=none')).toEqual({ group: 'errors' })
})
