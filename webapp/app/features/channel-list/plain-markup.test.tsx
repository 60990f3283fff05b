import type { ListedChannel } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { createSelectionStore, SelectingContext } from '../bulk/selection-store.ts'
import { ChannelCard } from './channel-card.tsx'
import { ChannelRow } from './channel-row.tsx'
import { plainCard, plainRow } from './domain/plain-markup.ts'

const NAMES = ['Haber', `"><img src=x onerror='alert(1)'>`, 'Ç & Ş', '&lt;b&gt;', '$& $1']

/** What follows is what a component renders of a channel that is far from the screen. */
async function rendered(
  Item: typeof ChannelRow | typeof ChannelCard,
  name: string,
  mayOperate = true,
) {
  const selecting = mayOperate ? { store: createSelectionStore(), shown: () => [] } : null
  const channel = { id: 'one', name } as ListedChannel
  const markup = await render(
    <SelectingContext.Provider value={selecting}>
      <Item channel={channel} mayOperate={mayOperate} isFirst={false} isWatched={false} />
    </SelectingContext.Provider>,
  )
  // Of a link that Remix fetches routes for, which this product does not have it do.
  return markup.replaceAll(' data-discover="true"', '')
}
const plain = (name: string) => ({ id: 'one', name, boxLabel: `${name} kanalını seç` })

test.each(NAMES)('plain markup is what components render, of a channel called %s', async (name) => {
  expect(plainRow(plain(name))).toBe(await rendered(ChannelRow, name))
  const card = await rendered(ChannelCard, name)
  expect(plainCard(plain(name))).toBe(`<li class="grid min-w-0">${card}</li>`)
})

test('who may not operate has no boxes in either', async () => {
  const channel = { ...plain('Haber'), boxLabel: null }
  expect(plainRow(channel)).toBe(await rendered(ChannelRow, 'Haber', false))
  expect(plainRow(channel)).not.toContain('<input')
})
