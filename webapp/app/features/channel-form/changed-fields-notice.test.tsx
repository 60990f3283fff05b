import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { ChangedFieldsNotice } from './changed-fields-notice.tsx'
import { NEW_CHANNEL } from './channel-form.server.ts'
import { formOfChannel } from './domain/channel-form.ts'

const FIELDS = Object.keys(formOfChannel(NEW_CHANNEL))

test.each(['en', 'tr'] as const)(
  'what somebody else changed is called by its own name (%s)',
  async (language) => {
    const markup = FIELDS.map((field) =>
      render(<ChangedFieldsNotice fields={[field]} />, { language }),
    )
    const fieldsOf = new Map<string, string[]>()
    for (const [at, text] of (await Promise.all(markup)).entries()) {
      fieldsOf.set(text, [...(fieldsOf.get(text) ?? []), FIELDS[at] ?? ''])
    }
    expect([...fieldsOf.values()].filter(({ length }) => length > 1)).toEqual([])
  },
)

test('lists are called as they are in the form', async () => {
  const fields = ['smaller', 'audio', 'subtitles']
  const said = await render(<ChangedFieldsNotice fields={fields} />, { language: 'en' })
  expect(said).toContain(
    'Smaller renditions, Audio that viewers can choose, Subtitles that viewers can choose',
  )
})
