import { createBodyBudget, takeBody } from '@cashbacktv/contract/take-body'

export type HttpQuestion = {
  address: URL
  method: 'GET' | 'POST'
  headers: Readonly<Record<string, string>>
  body?: string
  /** The most that is read of an answer, by the bytes that come; its declared length proves nothing. */
  mostBytes: number
  /** Milliseconds for all of it. */
  withinMs: number
}

/** `bytes` is null where the body is larger than was asked for, packed, late, or broken off. */
export type HttpAnswer = { status: number; bytes: Uint8Array | null }

/** Asks the control plane beside its link; null where it cannot be reached. What is too much of an answer stays unread. */
export async function askOverHttp(question: HttpQuestion): Promise<HttpAnswer | null> {
  const { address, method, headers, body = null, mostBytes, withinMs } = question
  const over = new AbortController()
  try {
    const response = await fetch(address, {
      method,
      body,
      // A small body that is packed could become a large one.
      headers: { ...headers, 'accept-encoding': 'identity' },
      signal: AbortSignal.any([over.signal, AbortSignal.timeout(withinMs)]),
    })
    const limits = { mostBytes, withinMs, budget: createBodyBudget(mostBytes) }
    const taken = await takeBody(response, limits)
    return { status: response.status, bytes: taken.kind === 'taken' ? taken.bytes : null }
  } catch {
    return null
  } finally {
    over.abort()
  }
}
