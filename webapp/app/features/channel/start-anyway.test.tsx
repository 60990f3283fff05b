import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { StartAnyway } from './start-anyway.tsx'

test('what it costs to start anyway is there to be read, and belongs to the button', async () => {
  const channel = { id: 'one' as never, name: 'Haber' }
  const markup = await render(<StartAnyway channel={channel} />)
  expect(markup).toContain('>Sunucu bu kanal ve ötekiler için yavaş kalabilir.</p>')
  const [, described] = /aria-describedby="([^"]+)"/.exec(markup) ?? []
  expect(markup).toContain(`<p id="${described}"`)
})
