import { TICKS } from '../../../domain/transport-stream/clock.ts'
import type { SeenRow } from '../teletext/follow-page.ts'
import type { Timeline } from './timeline.ts'

/** What is seen from a time on, in ticks. */
export type AwaitedText = {
  at: number
  /** Seconds after which it goes, if nothing follows. */
  timeoutSeconds: number
  /** Null while nobody has read it yet. */
  rows: readonly SeenRow[] | null
}

/** Text that is known later than its time is, put into a timeline in its order. */
export type AwaitedTexts = {
  add(text: AwaitedText): void
  /** Notes what is known of the time up to `edge`. What is not yet read holds up what comes after it. */
  settle(edge: number): void
}

export function openAwaited(timeline: Pick<Timeline, 'note'>): AwaitedTexts {
  const waiting: AwaitedText[] = []
  let goesAt: number | null = null

  /** What nothing follows in time goes by itself. */
  function pass(at: number): void {
    if (goesAt === null || goesAt > at) return
    timeline.note({ at: goesAt, rows: [] })
    goesAt = null
  }

  return {
    add: (text) => void waiting.push(text),
    settle(edge) {
      for (let next = waiting[0]; next?.rows; next = waiting[0]) {
        const { at, rows, timeoutSeconds } = next
        waiting.shift()
        pass(at)
        timeline.note({ at, rows })
        goesAt = rows.length === 0 || timeoutSeconds === 0 ? null : at + timeoutSeconds * TICKS
      }
      const [next] = waiting
      pass(next?.at ?? edge)
      // Whatever it says, it takes the place of what was seen before.
      if (next !== undefined) timeline.note({ at: next.at, rows: [] })
    },
  }
}
