import { expect, test } from 'vitest'
import { render } from '../../test/render.tsx'
import { Since } from './elapsed.tsx'

test('before a browser knows the time, nothing is parted from a time that is not there', async () => {
  const markup = await render(<Since at="2026-11-29T10:00:00.000Z" after=" · " />)
  expect(markup.replace(/<[^>]*>/g, '')).toBe('')
})
