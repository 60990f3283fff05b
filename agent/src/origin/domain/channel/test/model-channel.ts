import { AirFile, ChannelId, type RunId } from '@cashbacktv/contract'
import { resumeBroadcast } from '../../broadcast.ts'
import { freshWindow } from '../../window.ts'
import type { ChannelEffect, ChannelObservation, SeenRun } from '../observation.ts'
import { type ChannelState, freshChannel } from '../state.ts'
import { type Step, step } from '../step.ts'

const CHANNEL = ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001')
const START = Date.UTC(2026, 0, 1)
const CLIP = { folder: '/clip', segments: [{ file: '0.ts', durationSeconds: 2 }] }

/** More would be a step that never comes to rest. */
const MOST_ROUNDS = 30

/** A channel in miniature: a world that answers effects at once, without I/O or real time. */
export class ModelChannel {
  now = START
  state: ChannelState
  /** All that steps have asked for, in order. */
  effects: ChannelEffect[] = []
  linksFail = false
  resumeFails = false
  private air: AirFile | 'gone' = 'gone'
  private isRead = true
  private readonly runs = new Map<RunId, SeenRun>()
  private readonly unseen = new Set<RunId>()
  private slates = 0

  constructor({ clip = true } = {}) {
    this.state = freshChannel(clip ? CLIP : null)
  }

  /** What the supervisor writes. */
  tell(runs: readonly RunId[], change: { onAir?: boolean; ended?: boolean; slate?: boolean } = {}) {
    const { onAir = true, ended = false, slate = true } = change
    this.air = AirFile.parse({
      channelId: CHANNEL,
      slug: 'news',
      name: 'News',
      onAir,
      runs: runs.map((runId) => ({ runId, ended })),
      hls: { segmentSeconds: 2, windowSegments: 4 },
      reserveSegments: 0,
      dvrWindowSeconds: 0,
      slate: { enabled: slate, picture: null, language: 'en' },
    })
    this.isRead = false
  }

  takeAway(): void {
    this.air = 'gone'
    this.isRead = false
  }

  /** A run completes one more segment. */
  complete(runId: RunId, durationSeconds = 2): void {
    const before = this.runs.get(runId)?.segments ?? []
    const index = before.length
    const file = `${String(index).padStart(8, '0')}.ts`
    const segment = { index, file, durationSeconds, startsAt: this.now }
    this.runs.set(runId, { runId, ladder: null, segments: [...before, segment], closed: false })
    this.unseen.add(runId)
  }

  /** One turn: steps until nothing is answered any more. */
  turn(): Step & { asked: readonly ChannelEffect[] } {
    let seen: readonly ChannelObservation[] = [{ kind: 'woken' }]
    const asked: ChannelEffect[] = []
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const next = step(this.state, seen, this.now)
      this.state = next.state
      asked.push(...next.effects)
      this.effects.push(...next.effects)
      seen = next.effects.flatMap((effect) => this.perform(effect) ?? [])
      if (seen.length === 0) return { ...next, asked }
    }
    throw new Error('It does not come to rest')
  }

  /** Turns as they are asked for, until so much later. */
  run(milliseconds: number): void {
    const end = this.now + milliseconds
    while (this.now < end) {
      const { nextAt } = this.turn()
      this.now = Math.min(end, Math.max(nextAt, this.now + 50))
    }
  }

  listed(): readonly string[] {
    return this.state.broadcast?.window.segments.map(({ path }) => path) ?? []
  }

  private perform(effect: ChannelEffect): ChannelObservation | null {
    switch (effect.kind) {
      case 'look-at-air': {
        const air = this.isRead && this.air !== 'gone' ? 'same' : this.air
        this.isRead = true
        return { kind: 'air', air }
      }
      case 'resume': {
        if (this.resumeFails) throw new Error('no room')
        const window = freshWindow(CHANNEL, 2, this.now)
        return { kind: 'resumed', broadcast: resumeBroadcast(window, true, this.now) }
      }
      case 'look-at-runs': {
        const changed = effect.runIds.flatMap((runId) => {
          const run = this.unseen.delete(runId) ? this.runs.get(runId) : undefined
          return run === undefined ? [] : [run]
        })
        return { kind: 'runs', changed, cues: [] }
      }
      case 'show-slate':
        return { kind: 'slate', shown: this.linksFail ? null : this.shown(effect.slate) }
      case 'complete': {
        const found = effect.segments.map(({ runId, file, durationSeconds }) => {
          return { runId, file, durationSeconds, slot: {} }
        })
        return { kind: 'slots', found }
      }
      case 'off-air':
        for (const runId of this.runs.keys()) this.unseen.add(runId)
        return null
      default:
        return null
    }
  }

  private shown(slate: Extract<ChannelEffect, { kind: 'show-slate' }>['slate']) {
    const { file, durationSeconds, first, dueAt } = slate
    const runId = slate.runId ?? (`slate000-${String(this.slates++).padStart(24, '0')}` as RunId)
    return { segment: { runId, file, durationSeconds, first }, dueAt }
  }
}
