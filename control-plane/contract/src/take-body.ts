import { type BodyBudget, createBodyBudget, type Place } from './body-budget.ts'

export { type BodyBudget, createBodyBudget }

export type BodyLimits = {
  mostBytes: number
  /** Milliseconds until the whole of it must be there. */
  withinMs: number
  budget: BodyBudget
  /** Of bodies as long as `upTo` at most: who fills the other with long ones keeps nobody from sending a short one. */
  short?: { upTo: number; budget: BodyBudget }
}

const KB = 1024
const MB = 1024 * KB

/**
 * What anybody may send without being known: all of it together stays small, that of one network is an eighth of it at
 * most, and none may take long. What is as short as a log-in has room of its own.
 */
export function limitsOfAnybody(): Omit<BodyLimits, 'mostBytes'> {
  return {
    budget: createBodyBudget(32 * MB, 4 * MB),
    short: { upTo: 16 * KB, budget: createBodyBudget(8 * MB, MB) },
    withinMs: 20_000,
  }
}

export type BodyRefusal = {
  /** `too-much`: it is small enough, and has more in it than may be parsed. `no-form`: one is wanted. */
  kind: 'too-large' | 'busy' | 'late' | 'broken' | 'packed' | 'too-much' | 'no-form'
}
export type TakenBody =
  | { kind: 'taken'; bytes: Uint8Array<ArrayBuffer>; release(): void }
  | BodyRefusal

/** Smaller than most bodies: a connection that sends nothing costs next to nothing. */
const FIRST_BYTES = 4096

/**
 * Reads the body of a request or an answer into memory within its limits, by the bytes that come,
 * whatever was declared; they count as those of `from`. A body that is refused is left unread where it is: cancelling that of a
 * request would end the connection before the answer. What was taken counts until `release`.
 */
export async function takeBody(
  { body, headers }: Pick<Request | Response, 'body' | 'headers'>,
  limits: BodyLimits,
  from?: string,
): Promise<TakenBody> {
  if (isPacked(headers)) return { kind: 'packed' }
  if (Number(headers.get('content-length') ?? 0) > limits.mostBytes) return { kind: 'too-large' }
  const late = lateAfter(limits.withinMs)
  const held = holdBytes(limits, late.now, from)
  const read = readInto(held, body)
  const problem = await Promise.race([read, late.signal])
  late.stop()
  if (problem !== null) return held.refuse(problem)
  return { kind: 'taken', bytes: held.bytes(), release: held.release }
}

/** Null when all of it is held. */
async function readInto(
  held: ReturnType<typeof holdBytes>,
  body: ReadableStream<Uint8Array> | null,
): Promise<BodyRefusal['kind'] | null> {
  if (body === null) return held.whole()
  try {
    const reader = body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return held.whole()
      const problem = held.add(value)
      if (problem) return problem
    }
  } catch {
    return 'broken'
  }
}

/** Nothing here unpacks a body, so a small one cannot become a large one. */
export function isPacked(headers: Headers): boolean {
  return !['', 'identity'].includes(headers.get('content-encoding')?.trim().toLowerCase() ?? '')
}

/** One buffer that grows: a list of chunks would cost far more than the bytes of a body sent one by one. */
function holdBytes({ mostBytes, budget, short }: BodyLimits, onEnd: () => void, from?: string) {
  let buffer = new Uint8Array(0)
  let size = 0
  let refused: BodyRefusal['kind'] | null = null
  let place: Place | null = null
  const budgetOf = (bytes: number) => (short && bytes <= short.upTo ? short.budget : budget)
  const mayHold = (capacity: number) => {
    const [before, after] = [budgetOf(buffer.length), budgetOf(capacity)]
    const isSame = before === after
    if (!after.take(isSame ? capacity - buffer.length : capacity, from)) return false
    if (!isSame) before.give(buffer.length, from)
    if (!isSame || place === null) {
      place?.leave()
      place = after.enter(from, end)
    }
    return true
  }
  function end(): void {
    refused = 'late'
    release()
    onEnd()
  }
  function release(): void {
    place?.leave()
    budgetOf(buffer.length).give(buffer.length, from)
    buffer = new Uint8Array(0)
  }
  return {
    release,
    /** All of it is here: nobody ends it any more, unless somebody has. */
    whole(): BodyRefusal['kind'] | null {
      if (refused) return refused
      place?.leave()
      return null
    },
    bytes: () => buffer.subarray(0, size),
    add(chunk: Uint8Array): BodyRefusal['kind'] | null {
      if (refused) return refused
      const needed = size + chunk.length
      if (needed > mostBytes) return 'too-large'
      if (needed > buffer.length) {
        // What is still short is not to grow out of its budget by its pieces.
        const most = short && needed <= short.upTo ? short.upTo : mostBytes
        const capacity = Math.min(most, Math.max(FIRST_BYTES, needed, buffer.length * 2))
        if (!mayHold(capacity)) return 'busy'
        const grown = new Uint8Array(capacity)
        grown.set(buffer.subarray(0, size))
        buffer = grown
      }
      buffer.set(chunk, size)
      size = needed
      return null
    },
    refuse(kind: BodyRefusal['kind']): BodyRefusal {
      refused = kind
      release()
      return { kind }
    },
  }
}

function lateAfter(ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let now = () => {}
  const signal = new Promise<'late'>((resolve) => {
    now = () => resolve('late')
    timer = setTimeout(now, ms)
  })
  return { signal, now, stop: () => clearTimeout(timer) }
}
