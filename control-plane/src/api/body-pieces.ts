import { describeRefusal } from '@cashbacktv/contract'
import { type BodyRefusal, isPacked } from '@cashbacktv/contract/take-body'
import { DomainError } from '../domain/errors.ts'

/**
 * How long nothing of a body may come, and how long all of it may be waited for, in milliseconds: it may be
 * gigabytes, and who sends it was let in. What we do with it meanwhile counts for nothing: a slow host takes its time.
 */
const TIMES = { quietMs: 30_000, wholeMs: 15 * 60_000 }

/**
 * A body piece by piece, as it comes and as it is taken: none of it is held here. Once no more of it is wanted the
 * rest is dropped as it comes: who sends all of it first reads no answer before, and cancelling it would end the
 * connection before the answer. Where the connection is ended, that ends too.
 *
 * @throws DomainError when it is packed, ends before its end, or does not come
 */
export async function* bodyPieces(
  request: Pick<Request, 'body' | 'headers'>,
  { quietMs, wholeMs } = TIMES,
): AsyncGenerator<Uint8Array, void, void> {
  if (isPacked(request.headers)) throw refused('packed')
  const reader = request.body?.getReader()
  if (!reader) return
  let leftMs = wholeMs
  try {
    for (;;) {
      const from = performance.now()
      const { done, value } = await within(reader.read(), Math.min(quietMs, leftMs))
      leftMs -= performance.now() - from
      if (done) return
      yield value
    }
  } finally {
    void drop(reader)
  }
}

async function drop(reader: Pick<ReadableStreamDefaultReader<Uint8Array>, 'read'>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // Nobody sends it any more.
  }
}

async function within<T>(read: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(refused('late')), ms)
  })
  const whole = read.catch(() => {
    throw refused('broken')
  })
  try {
    return await Promise.race([whole, late])
  } finally {
    clearTimeout(timer)
  }
}

function refused(kind: Exclude<BodyRefusal['kind'], 'too-large'>): DomainError {
  const { code, said } = describeRefusal({ kind }, { mostBytes: 0 })
  return new DomainError(code, said)
}
