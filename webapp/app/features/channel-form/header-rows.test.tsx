import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { CHANNEL_BOUNDS, NEW_CHANNEL } from './channel-form.server.ts'
import { formOfChannel } from './domain/channel-form.ts'
import { ChannelFormProvider } from './form-context.tsx'
import { HeaderRows } from './header-rows.tsx'

const values = formOfChannel(NEW_CHANNEL)
const form = {
  values,
  defaults: values,
  problems: [],
  bounds: CHANNEL_BOUNDS,
  opened: null,
  hosts: [],
  groups: [],
  presets: [],
  change: () => {},
}
const rows = (
  <ChannelFormProvider value={form}>
    <HeaderRows rows={[]} path="sources.0.headers" problems={[]} onChange={() => {}} />
  </ChannelFormProvider>
)

test('an empty row says what goes where, not a value of its own', async () => {
  expect(await render(rows)).toMatch(/placeholder="Ad".*placeholder="Değer"/s)
  expect(await render(rows, { language: 'en' })).toMatch(/placeholder="Name".*placeholder="Value"/s)
})

test('a name and a value may be as long as the contract has them', async () => {
  expect(await render(rows)).toMatch(/maxlength="64".*maxlength="1024"/is)
})
