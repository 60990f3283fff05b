import { randomUUID } from 'node:crypto'
import {
  type ChannelView,
  type CreateRolloutInput,
  type RolloutChannelState,
  type RolloutSummary,
  RolloutView,
  RolloutChannelState as States,
} from '@cashbacktv/contract'

const LOGO = {
  assetId: '30000000-0000-4000-8000-000000000000',
  x: 0.82,
  y: 0.05,
  width: 0.13,
  opacity: 0.9,
}

/** Roll-outs in every state; one that is begun goes on each time it is looked at. */
export function fakeRollouts(channels: () => ChannelView[]) {
  const known = new Map<string, RolloutView>()
  function add(
    change: Partial<RolloutView>,
    states: RolloutChannelState[],
    waveSize = 3,
  ): RolloutView {
    const parts = states.map((state, index) => {
      const channel = channels()[index % channels().length]
      return {
        channelId: channel?.id,
        name: channel?.name ?? '',
        wave: Math.floor(index / waveSize) + 1,
        state,
        reason:
          state === 'failed'
            ? { class: 'encoding', code: 'logo-broken', message: 'The logo cannot be read.' }
            : null,
        changedAt: state === 'waiting' ? null : new Date().toISOString(),
        settledAt: null,
      }
    })
    const view = RolloutView.omit({ counts: true }).parse({
      ...{ id: randomUUID(), state: 'running', direction: 'forward', reason: null, logo: LOGO },
      ...{ waveSize, waveTimeoutSeconds: 120, wave: 1, waves: Math.ceil(states.length / waveSize) },
      createdBy: 'operator@example.com',
      createdAt: new Date(Date.now() - 300_000).toISOString(),
      updatedAt: new Date().toISOString(),
      channels: parts,
      ...change,
    })
    const whole = { ...view, counts: countsOf(view) }
    known.set(view.id, whole)
    return whole
  }
  const reason = {
    class: 'encoding',
    code: 'logo-broken',
    message: 'The logo cannot be read.',
  } as const
  let filled = false
  function fill() {
    if (filled) return
    filled = true
    add({ state: 'finished', wave: 2, createdAt: '2026-11-20T08:00:00Z' }, Array(6).fill('done'))
    add({ state: 'stopped', wave: 1, reason }, [
      'done',
      'failed',
      'done',
      'waiting',
      'waiting',
      'waiting',
    ])
    add({ wave: 2 }, ['done', 'done', 'done', 'done', 'changing', 'changing', 'waiting', 'waiting'])
  }
  function must(id: string): RolloutView {
    const view = known.get(id)
    if (!view) throw new Error('No such roll-out')
    return view
  }
  function set(id: string, change: Partial<RolloutView>): RolloutView {
    const next = { ...must(id), ...change }
    known.set(id, { ...next, counts: countsOf(next) })
    return must(id)
  }
  return {
    list(): RolloutSummary[] {
      fill()
      return [...known.values()].reverse().map(({ channels: _parts, ...summary }) => summary)
    },
    get: must,
    create: (input: CreateRolloutInput) =>
      add(
        { logo: input.logo, wave: 0 },
        input.channelIds.map(() => 'waiting'),
        input.waveSize,
      ),
    pause: (id: string) => set(id, { state: 'paused' }),
    resume: (id: string) => set(id, { state: 'running', reason: null }),
    undo: (id: string) => set(id, { state: 'running', direction: 'back', reason: null, wave: 1 }),
  }
}

function countsOf({ channels: parts }: Pick<RolloutView, 'channels'>): RolloutView['counts'] {
  return Object.fromEntries(
    States.options.map((state) => [state, parts.filter((part) => part.state === state).length]),
  ) as RolloutView['counts']
}
