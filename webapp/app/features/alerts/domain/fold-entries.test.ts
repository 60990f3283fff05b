import type { IncidentEntry } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { foldEntries } from './fold-entries.ts'

let number = 0
function happened(channelId: string, kind: string, code: string | null = null): IncidentEntry {
  number += 1
  const common = { id: String(number), at: '2026-11-27T03:00:00Z', hostId: null, actor: null }
  const reason = code === null ? null : { code, class: 'network', message: code }
  const event = { ...common, channelId, kind, detail: { reason, asked: false } }
  return { kind: 'happened', id: common.id, at: common.at, event } as IncidentEntry
}
const over = { kind: 'flapping', id: 'f', at: '2026-11-27T03:00:00Z' } as const
const shape = (entries: readonly IncidentEntry[]) =>
  foldEntries(entries).map(({ entry, times }) => `${entry.id} ${times}`)

test('tries of one channel that fail for one reason are one line, where the first was', () => {
  const [a, b, c, d] = ['a', 'b', 'a', 'a'].map((id) => happened(id, 'refused', 'dead'))
  if (!a || !b || !c || !d) throw new Error('four')
  expect(shape([a, b, over, c, d])).toEqual([`${a.id} 3`, `${b.id} 1`, 'f 1'])
})

test('another reason, or anything else that happens to the channel, begins another line', () => {
  const entries = [
    ...[happened('a', 'refused', 'dead'), happened('a', 'refused', 'slow')],
    ...[happened('a', 'slate-on'), happened('a', 'refused', 'slow')],
  ]
  expect(foldEntries(entries).map(({ times }) => times)).toEqual([1, 1, 1, 1])
})
