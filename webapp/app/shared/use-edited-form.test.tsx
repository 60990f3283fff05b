import { expect, test } from 'vitest'
import { render } from '../../test/render.tsx'
import { type EditRefused, useEditedForm } from './use-edited-form.ts'

type Props = { saved: unknown; refused: EditRefused<{ name: string }> | null }

function Edited({ saved, refused }: Props) {
  const { shown, changed } = useEditedForm({
    stored: { name: 'a' },
    saved,
    refused,
    paths: ['name'],
  })
  return <p title={changed.join()}>{JSON.parse(shown).name}</p>
}

const MEANWHILE = { changed: ['name'], stored: { name: 'b' } }
const PROBLEM = {
  code: 'validation_failed',
  messageCode: 'fields-invalid',
  message: 'Wrong.',
  params: {},
  details: [],
} as const
/** Sent of a form that was filled before the one above was stored. */
const WRONG = { problem: { ...PROBLEM, details: [] }, shown: '{"name":"0"}' }

test.each([
  ['is there', null, null, '<p title="">a</p>'],
  ['was saved', {}, null, '<p title="">a</p>'],
  ['was there when it was filled, drawn anew once it was wrong', null, WRONG, '<p title="">0</p>'],
  ['somebody else left', null, MEANWHILE, '<p title="name">b</p>'],
  ['somebody else left after it was saved', {}, MEANWHILE, '<p title="name">b</p>'],
])('a form sends along what %s', async (_, saved, refused, shown) => {
  expect(await render(<Edited saved={saved} refused={refused} />)).toBe(shown)
})
