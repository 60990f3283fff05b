import { ALERT_RULES } from '@cashbacktv/contract'
import { type Figure, percentile } from '../figure.ts'
import type { Message } from './message.ts'
import type { Receiver } from './start-hook.ts'

/** An upstream that went, or came back: `atMs` when an agent first said so, since 1970. */
export type Happening = { news: 'raised' | 'over'; server: string; atMs: number }

/** From the condition to the message. That it is over is told once that has lasted. */
const { clearAfterSeconds } = ALERT_RULES['channel-slate']
const BARS = { raised: { atMost: 10 }, over: { atMost: 10 + clearAfterSeconds } }

/** How long each took to each target, and whether it got there once. */
export function alertFigures(
  happenings: readonly Happening[],
  receivers: readonly Receiver[],
): Figure[] {
  const figures = receivers.flatMap(({ name, received }) =>
    (['raised', 'over'] as const).flatMap((news) => {
      const messages = ofHappenings(happenings, received, news)
      const took = messages.map(({ seconds }) => seconds)
      const waited = percentile(
        messages.map((one) => one.turnedAwaySeconds),
        0.95,
      )
      const [half, most] = [percentile(took, 0.5), percentile(took, 0.95)]
      const what = (part: string) => `${name}: ${news}, ${part}`
      // What the other side asks us to wait is in the figure, and said beside it.
      const away = waited > 0 ? `, ${waited.toFixed(1)} s of it turned away (p95)` : ''
      const whole = { unit: 's', note: `of ${took.length}${away}` }
      return [
        { what: what('condition to message, p50'), value: half, ...whole },
        { what: what('condition to message, p95'), value: most, ...whole, bar: BARS[news] },
      ]
    }),
  )
  const wrong = receivers.map(({ received }) => wrongOf(happenings, received))
  const [missing, more] = [sum(wrong.map((one) => one.missing)), sum(wrong.map((one) => one.more))]
  const note = `of ${happenings.length * receivers.length}`
  return [
    ...figures,
    { what: 'messages that are missing', value: missing, unit: '', bar: { atMost: 0 }, note },
    { what: 'messages that are too many', value: more, unit: '', bar: { atMost: 0 } },
  ]
}

type Took = { seconds: number; turnedAwaySeconds: number }

/** In the order of happening: the first message after one, of the same server, is its own. */
function ofHappenings(
  happenings: readonly Happening[],
  received: readonly Message[],
  news: Happening['news'],
): Took[] {
  return happenings
    .filter((one) => one.news === news)
    .map(({ server, atMs }) => {
      const own = received.find((one) => {
        return one.news === news && one.server === server && one.atMs >= atMs
      })
      if (!own) return { seconds: Number.POSITIVE_INFINITY, turnedAwaySeconds: 0 }
      const turnedAwaySeconds = (own.atMs - own.firstTryMs) / 1000
      return { seconds: (own.atMs - atMs) / 1000, turnedAwaySeconds }
    })
}

function wrongOf(happenings: readonly Happening[], received: readonly Message[]) {
  const keyOf = ({ news, server }: Message | Happening) => `${news} ${server}`
  const keys = new Set([...happenings, ...received].map(keyOf))
  const differences = [...keys].map((key) => {
    const wanted = happenings.filter((one) => keyOf(one) === key).length
    return received.filter((one) => keyOf(one) === key).length - wanted
  })
  return {
    missing: sum(differences.map((one) => Math.max(0, -one))),
    more: sum(differences.map((one) => Math.max(0, one))),
  }
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
