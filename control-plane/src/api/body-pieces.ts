import { describeRefusal } from '@cashbacktv/contract'
import { type BodyRefusal, isPacked } from '@cashbacktv/contract/take-body'
import { DomainError } from '../domain/errors.ts'

/** How long nothing of it may come, in milliseconds. */
const QUIET_MS = 30_000

/**
 * A body piece by piece, as it comes and as it is taken: none of it is held here. What is not read of it is left
 * where it is, as cancelling it would end the connection before the answer.
 *
 * @throws DomainError when it is packed, ends before its end, or does not come
 */
export async function* bodyPieces(
  { body, headers }: Pick<Request, 'body' | 'headers'>,
  quietMs = QUIET_MS,
): AsyncGenerator<Uint8Array, void, void> {
  if (isPacked(headers)) throw refused('packed')
  const reader = body?.getReader()
  while (reader) {
    const { done, value } = await within(reader.read(), quietMs)
    if (done) return
    yield value
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
