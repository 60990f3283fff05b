import type { EventView } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { foldActivity, groupTimeline } from './group-timeline.ts'

let number = 0
function event(kind: string, detail: object = {}, channelId: string | null = null): EventView {
  number += 1
  const common = { id: String(number), at: '2026-11-23T03:00:00Z', hostId: null, channelId }
  return { ...common, actor: null, kind, detail } as EventView
}
const failure = (code: string) => event('run-exited', { asked: false, reason: { code } })

test('a start and its first segment are one line, those of another run are not', () => {
  const own = [event('first-segment', { runId: 'a' }), event('run-started', { runId: 'a' })]
  expect(groupTimeline(own)).toEqual([{ kind: 'one', event: own[0], start: own[1] }])
  expect(
    groupTimeline([event('first-segment', { runId: 'a' }), event('run-started', { runId: 'b' })]),
  ).toHaveLength(2)
})

test('many failures for one reason are one line with all that is in it', () => {
  const streak = [failure('x'), event('run-started'), failure('x'), event('stalled'), failure('x')]
  const items = groupTimeline([event('slate-on'), ...streak, failure('y')])
  expect(items.map(({ kind }) => kind)).toEqual(['one', 'repeated', 'one'])
  expect(items[1]).toMatchObject({ failures: 3, events: streak })
})

test('two failures stay two lines, and an act of a person ends a streak', () => {
  expect(groupTimeline([failure('x'), failure('x')])).toHaveLength(2)
  const items = groupTimeline([failure('x'), failure('x'), event('channel.restart'), failure('x')])
  expect(items).toHaveLength(4)
})

test('tries that were refused are failures too, and two kinds are not put together', () => {
  const refused = () => event('refused', { reason: { code: 'x' } })
  expect(groupTimeline([refused(), refused(), refused()])).toMatchObject([{ failures: 3 }])
  expect(groupTimeline([refused(), refused(), failure('x')])).toHaveLength(3)
})

test('a source that stays dead is one line among all channels, where it last failed', () => {
  const refused = (channelId: string | null, code = 'x') =>
    event('refused', { reason: { code } }, channelId)
  const login = event('session.login')
  const all = [refused('a'), login, refused('b'), refused('a'), refused('a'), refused('a', 'y')]
  const items = foldActivity(all)
  expect(items[0]).toEqual({ kind: 'repeated', events: [all[0], all[3], all[4]], failures: 3 })
  expect(items.slice(1)).toEqual(
    [login, all[2], all[5]].map((one) => ({ kind: 'one', event: one, start: null })),
  )
  expect(foldActivity([refused(null), refused(null), refused(null)])).toHaveLength(3)
})

test('nothing is lost and the order stays', () => {
  const all = [
    failure('x'),
    failure('x'),
    failure('x'),
    event('first-segment'),
    event('run-started'),
  ]
  const flat = groupTimeline(all).flatMap((item) =>
    item.kind === 'repeated' ? item.events : item.start ? [item.event, item.start] : [item.event],
  )
  expect(flat).toEqual(all)
})
