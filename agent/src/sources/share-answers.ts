import { type ReadableSource, readingOf } from '@cashbacktv/contract'

/**
 * Who asks of a source what is being asked of it already gets that answer: of many starts of one
 * source each would wait for all before it, and give up before its turn came.
 */
export function shareAnswers<T>() {
  const asked = new Map<string, Promise<T>>()
  return (source: ReadableSource, ask: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify([source.url, readingOf(source)])
    const known = asked.get(key)
    if (known !== undefined) return known
    const answer = ask().finally(() => asked.delete(key))
    asked.set(key, answer)
    return answer
  }
}
