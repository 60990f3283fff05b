import type { BulkChannelResult, BulkInput, BulkResult, ChannelView } from '@cashbacktv/contract'
import type { FakeWorld } from './fake-world.ts'

/** What the control plane would answer, near enough to show the screens. */
export function fakeBulk(world: FakeWorld, { action, channelIds, dryRun }: BulkInput): BulkResult {
  const results = channelIds.map((id) => planFake(world.channel(id), id, action.kind))
  for (const { channelId, outcome } of results) {
    if (dryRun || outcome !== 'done') continue
    if (action.kind === 'delete') world.remove(channelId)
    if (action.kind === 'start' || action.kind === 'stop' || action.kind === 'restart') {
      world.command(channelId, action.kind)
    }
  }
  return { dryRun, channels: results }
}

function planFake(
  view: ChannelView | undefined,
  channelId: BulkChannelResult['channelId'],
  kind: BulkInput['action']['kind'],
): BulkChannelResult {
  const plain = { channelId, name: view?.name ?? '', viewers: view?.viewers ?? 0, previous: null }
  if (!view) return { ...plain, outcome: 'failed', effect: 'none', obstacle: 'missing' }
  const on = view.desired === 'on'
  if (kind === 'start' ? on : kind === 'stop' && !on) {
    return { ...plain, outcome: 'unchanged', effect: 'none', obstacle: null }
  }
  const ends = kind === 'stop' || kind === 'delete'
  const begins = kind === 'start' || kind === 'restart'
  return {
    ...plain,
    ...{ outcome: 'done', obstacle: null },
    effect: on ? (ends ? 'stops' : 'restarts') : begins ? 'starts' : 'none',
    previous: { on, presetId: view.output.presetId as never, logo: view.logo },
  }
}
