import type { Answer, Question } from './production.ts'

export type Steady = {
  /** Asks no more, and resolves when the last answer is there. A line says when what was asked, and what came of it. */
  stop(): Promise<{
    answered: number
    failed: string[]
    slowest: { seconds: number; line: string }
  }>
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
  let [count, answered] = [0, 0]
  let slowest = { seconds: 0, line: '' }

  async function once([path, question]: Asked): Promise<void> {
    const at = performance.now()
    const { ok, said } = await ask(path, question).then(
      ({ status, body }) =>
        status >= 200 && status < 300
          ? { ok: true, said: `${status}` }
          : { ok: false, said: `${status} ${body.slice(0, 80)}` },
      (error) => ({ ok: false, said: String(error) }),
    )
    const seconds = (performance.now() - at) / 1000
    const when = `${((at - from) / 1000).toFixed(1)} s`
    const line = `${when}: ${question.method ?? 'GET'} ${path} after ${seconds.toFixed(1)} s: ${said}`
    if (seconds > slowest.seconds) slowest = { seconds, line }
    if (ok) answered += 1
    else failed.push(line)
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
