import { type Message, messageOf, type ReadableSource, redactText } from '@cashbacktv/contract'

/** What came of a message, as the effects beside this tell it. */
export type SentReply =
  | { kind: 'answered'; status: number; answer: string; retryAfter: string | null }
  | { kind: 'late' }
  | { kind: 'unreachable'; error: string }
  | { kind: 'refused'; said: Message }

/** `waitMs`: how long the other side wants to be left alone. */
export type Verdict = { ok: true } | { ok: false; said: Message; waitMs: number | null }

const LONGEST_ANSWER = 200
const LONGEST_WAIT_MS = 3_600_000

/** `sent`: what the other side may repeat to us in its answer, and nobody is to see. */
export function judgeReply(
  reply: SentReply,
  now: Date,
  sent: readonly ReadableSource[] = [],
): Verdict {
  switch (reply.kind) {
    case 'answered': {
      const { status } = reply
      if (status >= 200 && status < 300) return { ok: true }
      const answer = shownAnswer(reply.answer, sent)
      const said = messageOf('delivery-answer', { status, answer })
      return {
        ok: false,
        said,
        waitMs: status === 429 || status === 503 ? waitOf(reply.retryAfter, now) : null,
      }
    }
    case 'late':
      return { ok: false, said: messageOf('delivery-late'), waitMs: null }
    case 'unreachable':
      return {
        ok: false,
        said: messageOf('delivery-unreachable', { error: reply.error }),
        waitMs: null,
      }
    case 'refused':
      return { ok: false, said: reply.said, waitMs: null }
  }
}

/**
 * An answer in one line, without addresses in it and without what was sent: many servers repeat the
 * path that they do not know, which of a hook is the secret.
 */
export function shownAnswer(answer: string, sent: readonly ReadableSource[] = []): string {
  return redactText(answer, sent).replace(/\s+/g, ' ').trim().slice(0, LONGEST_ANSWER)
}

/** Seconds or a date, as HTTP has it. */
function waitOf(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null) return null
  const seconds = Number(retryAfter)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - now.getTime()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : null
}

const FIRST_MS = 2_000
const LONGEST_MS = 900_000
/** A message that could not be delivered for so long is given up, and shown. */
export const GIVE_UP_MS = 86_400_000

/** When to try again, with full jitter: of many that failed together not all come back together. `random`: 0 to 1. */
export function retryDelayMs(attempts: number, random: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 20))
  return 500 + Math.round(random * most)
}
