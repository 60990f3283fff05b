import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { FleetCards } from './fleet-cards.tsx'

const nothing = { onAir: [], cpuPercent: [], memoryUsedBytes: [], viewerKbps: [], viewers: [] }
const lines = async (past: Parameters<typeof FleetCards>[0]['past']) => {
  const markup = await render(<FleetCards channels={[]} hosts={[]} past={past} />)
  return [...markup.matchAll(/<path d="(M[^"]+)"/g)].length
}

test('figures come from the server with their history drawn, before any script has run', async () => {
  const ten = Array.from({ length: 10 }, (_, index) => index)
  expect(await lines({ ...nothing, onAir: ten, viewers: ten })).toBe(2)
  expect(await lines(nothing)).toBe(0)
})
