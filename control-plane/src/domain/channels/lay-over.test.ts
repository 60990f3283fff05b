import { messageOf, says, tell } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { layOver, layOverWhole } from './lay-over.ts'

const Span = z
  .strictObject({ from: z.int(), to: z.int(), label: z.string().nullable().default(null) })
  .refine(({ from, to }) => from < to, { error: says('window-ends-first'), path: ['to'] })

test('what a change leaves out stays, null and false are said', () => {
  const known = { on: true, picture: 'a', size: 3 }
  expect(layOver<object>(known, { on: false, picture: null, size: undefined })).toEqual({
    on: false,
    picture: null,
    size: 3,
  })
})

test('the whole is judged with what stays, by the names of its fields', () => {
  const known = { from: 1, to: 5, label: 'day' }
  expect(layOverWhole(Span, 'span', known, { from: 2 })).toEqual({ from: 2, to: 5, label: 'day' })
  const details = [{ path: 'span.to', ...tell(messageOf('window-ends-first')) }]
  expect(() => layOverWhole(Span, 'span', known, { from: 6 })).toThrow(
    expect.objectContaining({ code: 'validation_failed', details }),
  )
})

test('the first that is said of something has to be all that it needs', () => {
  expect(layOverWhole(Span, 'span', null, { from: 1, to: 2 })).toEqual({
    from: 1,
    to: 2,
    label: null,
  })
  expect(() => layOverWhole(Span, 'span', null, { from: 1 })).toThrow(
    expect.objectContaining({ details: [expect.objectContaining({ path: 'span.to' })] }),
  )
})
