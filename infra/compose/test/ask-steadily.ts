import type { Answer, Question } from './production.ts'

/** What was asked, in a line with when and what came of it. The status is 0 without an answer. */
export type Asking = { status: number; seconds: number; line: string }

export type Steady = {
  /** Asks no more, and resolves when the last answer is there. */
  stop(): Promise<{ answered: number; failed: Asking[]; slowest: Asking }>
}

type Asked = readonly [path: string, question: Question]

/**
 * Asks these in turn, so many a second however long answers take, and counts as failed whatever gets no answer or another
 * than 2xx.
 */
export function askSteadily(
  ask: (path: string, question: Question) => Promise<Answer>,
  questions: readonly Asked[],
  perSecond: number,
): Steady {
  const from = performance.now()
  const failed: Asking[] = []
  const waiting = new Set<Promise<void>>()
  let [count, answered] = [0, 0]
  let slowest: Asking = { status: 0, seconds: 0, line: '' }

  async function once([path, question]: Asked): Promise<void> {
    const at = performance.now()
    const { status, body } = await ask(path, question).catch((error) => ({
      status: 0,
      body: String(error),
    }))
    const seconds = (performance.now() - at) / 1000
    const ok = status >= 200 && status < 300
    const what = `${question.method ?? 'GET'} ${path} ${status}`
    const when = `${((at - from) / 1000).toFixed(1)} s: ${what} after ${seconds.toFixed(1)} s`
    const asked = { status, seconds, line: ok ? when : `${when}: ${body.slice(0, 80)}` }
    if (seconds > slowest.seconds) slowest = asked
    if (ok) answered += 1
    else failed.push(asked)
  }

  const timer = setInterval(() => {
    const next = questions[count % questions.length]
    count += 1
    if (!next) return
    const asked = once(next).finally(() => waiting.delete(asked))
    waiting.add(asked)
  }, 1000 / perSecond)

  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(waiting)
      return { answered, failed, slowest }
    },
  }
}
