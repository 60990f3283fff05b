import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { NEW_CHANNEL } from './channel-form.server.ts'
import { formOfChannel } from './domain/channel-form.ts'
import { ChannelFormProvider } from './form-context.tsx'
import { PinnedHostWarnings } from './pinned-host-warnings.tsx'

const host = (id: string, isAwareOfHevc: boolean) => ({
  id,
  name: `Sunucu ${id}`,
  state: 'connected' as const,
  cores: null,
  calibrations: [],
  isAwareOfHevc,
})
const VALUES = { ...formOfChannel(NEW_CHANNEL), 'output.codec': 'hevc' }

function shown(change: Partial<typeof VALUES>): Promise<string> {
  const values = { ...VALUES, ...change }
  const lists = {
    problems: [],
    groups: [],
    presets: [],
    hosts: [host('a', false), host('b', true)],
  }
  const form = {
    values,
    defaults: VALUES,
    bounds: {},
    opened: null,
    change: () => undefined,
  }
  return render(
    <ChannelFormProvider value={{ ...form, ...lists }}>
      <PinnedHostWarnings />
    </ChannelFormProvider>,
  )
}

test('HEVC pinned to a host of before it is warned of in the form, in the language of the page', async () => {
  expect(await shown({ hostId: 'a' })).toContain('Sunucu a sunucusundaki ajan')
})

test('nothing is said of a host that encodes it, of none, of H.264 and of copies', async () => {
  const wells = [
    { hostId: 'b' },
    { hostId: '' },
    { hostId: 'a', 'output.codec': 'h264' },
    { hostId: 'a', 'output.mode': 'copy' },
  ]
  for (const well of wells) expect(await shown(well)).not.toContain('ajan')
})
