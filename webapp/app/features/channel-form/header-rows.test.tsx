import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { HeaderRows } from './header-rows.tsx'

test('an empty row says what goes where, not a value of its own', async () => {
  const rows = <HeaderRows rows={[]} path="sources.0.headers" problems={[]} onChange={() => {}} />
  expect(await render(rows)).toMatch(/placeholder="Ad".*placeholder="Değer"/s)
  expect(await render(rows, { language: 'en' })).toMatch(/placeholder="Name".*placeholder="Value"/s)
})
