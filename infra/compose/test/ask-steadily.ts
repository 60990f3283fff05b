import type { Answer, Question } from './production.ts'

export type Steady = {
  /** Asks no more, and resolves when the last answer is there. */
  stop(): Promise<{ answered: number; failed: string[]; slowestSeconds: number }>
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
  const failed: string[] = []
  const waiting = new Set<Promise<void>>()
  let [count, answered, slowestSeconds] = [0, 0, 0]

  async function once([path, question]: Asked): Promise<void> {
    const at = performance.now()
    const said = await ask(path, question).then(
      ({ status, body }) =>
        status >= 200 && status < 300 ? null : `${status} ${body.slice(0, 80)}`,
      (error) => String(error),
    )
    const seconds = (performance.now() - at) / 1000
    slowestSeconds = Math.max(slowestSeconds, seconds)
    if (said === null) answered += 1
    else {
      const after = ((at - from) / 1000).toFixed(1)
      failed.push(
        `${question.method ?? 'GET'} ${path} at ${after} s for ${seconds.toFixed(1)} s: ${said}`,
      )
    }
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
      return { answered, failed, slowestSeconds }
    },
  }
}
