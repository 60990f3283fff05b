import { randomUUID } from 'node:crypto'
import type { ChannelView, EventView } from '@cashbacktv/contract'

/** A night in the life of a channel, newest first. */
export function fakeTimeline(view: ChannelView): EventView[] {
  const [first, second] = view.sources
  const event = (
    kind: string,
    minutesAgo: number,
    detail: Record<string, unknown> = {},
  ): EventView => ({
    id: randomUUID(),
    at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    hostId: view.hostId,
    channelId: view.id,
    kind,
    detail,
    actor: null,
  })
  const act = (
    kind: string,
    minutesAgo: number,
    detail: Record<string, unknown> = {},
  ): EventView => ({
    ...event(kind, minutesAgo, detail),
    hostId: null,
    actor: 'operator@example.com',
  })
  const lost = {
    class: 'network',
    code: 'connection-lost',
    message: 'The source broke the connection.',
  }
  const slow = { class: 'resource', code: 'slow', message: 'The encoder is slower than real time.' }
  const end = (minutesAgo: number) =>
    event('run-exited', minutesAgo, {
      asked: false,
      reason: lost,
      uptimeSeconds: 4,
      exitCode: 1,
      signal: null,
      logLines: 20,
    })
  const switched = { from: first?.id, to: second?.id ?? first?.id, reason: lost }
  return [
    act('channel.update', 1, { logo: {}, output: {} }),
    event('first-segment', 2, { runId: 'b', afterMs: 2140 }),
    event('run-started', 2.1, { runId: 'b', hasCommand: true }),
    event('slate-off', 2.1, { lastedSeconds: 34 }),
    event('source-switched', 2.2, switched),
    ...Array.from({ length: 9 }, (_, n) => [
      end(3 + n),
      event('run-started', 3.2 + n, { runId: `c${n}` }),
    ]).flat(),
    event('slate-on', 14, { reason: lost }),
    event('run-exited', 14, {
      asked: false,
      reason: lost,
      uptimeSeconds: 5400,
      exitCode: null,
      signal: 'SIGKILL',
      logLines: 12,
    }),
    event('stalled', 14.5, { silentSeconds: 30 }),
    event('alarm-cleared', 40, { code: 'slow' }),
    event('alarm-raised', 44, { reason: slow }),
    act('channel.rollout', 70, { rolloutId: randomUUID() }),
    event('first-segment', 95, { runId: 'a', afterMs: 1870 }),
    event('run-started', 95.1, { runId: 'a', hasCommand: true }),
    act('channel.start', 95.2),
    act('channel.create', 1500),
  ]
}
