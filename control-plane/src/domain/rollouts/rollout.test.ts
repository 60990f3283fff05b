import type { ChannelObservation, RolloutChannelState } from '@cashbacktv/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChangedChannel, decideRollout, judgeChannel, type RolloutNow } from './rollout.ts'

const changedAt = new Date('2026-11-23T03:00:00Z')
const after = (seconds: number) => new Date(changedAt.getTime() + seconds * 1000)
const channel: ChangedChannel = { wanted: true, revision: 7, previousRunId: 'old', changedAt }
const heard = { appliedRevision: 7, heldRevision: null }
const reason = { class: 'encoding', code: 'logo-broken', message: 'No.' } as const
const seen = (change: object): ChannelObservation =>
  ({
    state: 'running',
    attempt: 0,
    reason: null,
    run: { runId: 'new' },
    air: { showing: 'live' },
    ...change,
  }) as unknown as ChannelObservation
const judge = (
  observation: ChannelObservation | null,
  { own = {}, report = heard, seconds = 5 } = {} as {
    own?: Partial<ChangedChannel>
    report?: Parameters<typeof judgeChannel>[1]
    seconds?: number
  },
) =>
  judgeChannel({ ...channel, ...own }, report, observation, {
    now: after(seconds),
    timeoutMs: 60_000,
  })

describe('a changed channel', () => {
  it('is done when another run than before is on air', () => {
    expect(judge(seen({})).kind).toBe('done')
    expect(judge(seen({ run: { runId: 'old' } })).kind).toBe('wait')
    expect(judge(seen({ air: { showing: 'slate' } })).kind).toBe('wait')
  })

  it('is not judged by what its host said before it knew of the change', () => {
    expect(judge(seen({}), { report: { appliedRevision: 6, heldRevision: null } }).kind).toBe(
      'wait',
    )
    expect(judge(seen({}), { report: null, seconds: 61 })).toMatchObject({
      kind: 'failed',
      reason: { code: 'rollout-unheard' },
    })
  })

  it('has failed when its new run keeps failing, with the reason of that, while the old one stays on air', () => {
    const old = { run: { runId: 'old' }, state: 'degraded', reason }
    expect(judge(seen({ ...old, attempt: 1 })).kind).toBe('wait')
    expect(judge(seen({ ...old, attempt: 2 }))).toEqual({ kind: 'failed', reason })
  })

  it('has failed when its time is over', () => {
    expect(judge(seen({ run: { runId: 'old' } }), { seconds: 61 }).kind).toBe('failed')
  })

  it('holds up nothing when it is off, resting by its schedule, or was not on air before', () => {
    expect(judge(null, { own: { wanted: false } }).kind).toBe('done')
    expect(judge(seen({ state: 'stopped', run: null })).kind).toBe('done')
    expect(
      judge(seen({ state: 'backoff', attempt: 9 }), { own: { previousRunId: null } }).kind,
    ).toBe('done')
  })
})

const at = (wave: number, state: RolloutChannelState) => ({ wave, state, reason: null })
const decide = (change: Partial<RolloutNow>) =>
  decideRollout({ direction: 'forward', wave: 1, forgivenWave: 0, channels: [], ...change })

describe('a roll-out', () => {
  it('starts the next wave only when the one before has settled', () => {
    expect(decide({ channels: [at(1, 'done'), at(1, 'changing'), at(2, 'waiting')] }).kind).toBe(
      'wait',
    )
    expect(decide({ channels: [at(1, 'done'), at(1, 'skipped'), at(2, 'waiting')] })).toEqual({
      kind: 'start',
      wave: 2,
    })
  })

  it('stops by itself on the way forward when its wave failed, goes on when a person says so, and never stops on the way back', () => {
    const channels = [at(1, 'failed'), at(1, 'done'), at(2, 'waiting')]
    expect(decide({ channels }).kind).toBe('stop')
    expect(decide({ channels, forgivenWave: 1 })).toEqual({ kind: 'start', wave: 2 })
    expect(decide({ channels, direction: 'back' })).toEqual({ kind: 'start', wave: 2 })
  })

  it('comes to an end whatever becomes of its channels, and never has two waves under way', () => {
    const outcome = fc.constantFrom<RolloutChannelState>('done', 'failed', 'skipped')
    const waves = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 })
    fc.assert(
      fc.property(waves, fc.infiniteStream(outcome), (numbers, outcomes) => {
        const now = {
          direction: 'forward' as const,
          wave: 0,
          forgivenWave: 0,
          channels: numbers.map((wave) => at(wave, 'waiting')),
        }
        for (let step = 0; step < 50; step += 1) {
          if (play(now, () => outcomes.next().value) === 'finish') break
        }
        expect(now.channels.filter(({ state }) => state === 'waiting')).toEqual([])
      }),
    )
  })
})

type World = Omit<RolloutNow, 'channels'> & { channels: ReturnType<typeof at>[] }

/** What the world does with a step: a wave changes, its channels settle, a person forgives. */
function play(now: World, settle: () => RolloutChannelState): string {
  const next = decideRollout(now)
  const changing = now.channels.filter(({ state }) => state === 'changing')
  if (next.kind === 'stop') now.forgivenWave = now.wave
  if (next.kind === 'wait') for (const one of changing) one.state = settle()
  if (next.kind === 'start') {
    expect(changing).toEqual([])
    now.wave = next.wave
    for (const one of now.channels) if (one.wave === next.wave) one.state = 'changing'
  }
  return next.kind
}
