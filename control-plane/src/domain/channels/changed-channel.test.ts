import { Source } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { changedChannel } from './changed-channel.ts'

const source = (password: string) =>
  Source.parse({
    id: '10000000-0000-4000-8000-000000000001',
    url: `http://me:${password}@example.org/live.ts`,
    headers: [{ name: 'X-Token', value: password }],
  })

test('a password that changes is a change of the sources, and is not in it', () => {
  const before = { name: 'One', sources: [source('before-1')] }
  const changed = changedChannel(before, { sources: [source('after-22')] })
  expect(Object.keys(changed)).toEqual(['sources'])
  expect(changed.sources).toMatchObject({ before: [{ url: 'http://***@example.org/***.ts' }] })
  expect(JSON.stringify(changed)).not.toMatch(/before-1|after-22/)
})

test('sources that stay, or are not spoken of, are no change', () => {
  const before = { sources: [source('before-1')] }
  expect(changedChannel(before, structuredClone(before))).toEqual({})
  expect(changedChannel(before, {})).toEqual({})
})
