import { expect, test } from 'vitest'
import { render } from '../../test/render.tsx'
import { PlaceFields } from '../features/logo/place-fields.tsx'
import { CodeField } from '../features/people/code-field.tsx'
import { FORM_BOUNDS } from './form-bounds.server.ts'

test('a field that is typed into takes what the contract admits, and no more', async () => {
  const { maxLength } = FORM_BOUNDS['login.code']
  expect(maxLength).toBeGreaterThan(6)
  expect(await render(<CodeField />)).toContain(`maxLength="${maxLength}"`)
})

test('what the contract has as a share of the frame is bounded in percent', async () => {
  const logo = { assetId: '', x: 0.5, y: 0.5, width: 0.1, opacity: 1 }
  const shown = await render(<PlaceFields logo={logo} onChange={() => {}} />)
  expect(shown).toMatch(/<input[^>]*min="0.5" max="100"[^>]*name="logo.width"/)
  expect(shown).toMatch(/<input[^>]*name="logo.opacity"[^>]*min="0" max="100"/)
})

test('a form is there also when a control plane of a release before has answered for the page', async () => {
  expect(await render(<CodeField />, { rootData: {} })).toContain('name="code"')
})
