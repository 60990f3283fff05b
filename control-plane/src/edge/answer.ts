import { createDb, type DbHandle } from '@cashbacktv/db'
import { DomainError } from '../domain/errors.ts'
import { closingAfter } from './closing-after.ts'
import { answererOf } from './domain/for-node.ts'
import { onlyOnNode } from './edge-outside.ts'
import type { KeepGoing } from './keep-going.ts'
import type { Instance } from './open-instance.ts'
import { passOn } from './pass-on.ts'
import { refuse } from './refuse.ts'
import { requestSource } from './request-source.ts'

const CONNECT_SECONDS = 5

/** Answers one request, or has it answered by a control plane on Node. */
export async function answer(
  instance: Instance,
  request: Request,
  keepGoing: KeepGoing,
): Promise<Response> {
  const { env } = instance
  const address = request.headers.get(env.CLIENT_ADDRESS_HEADER)?.slice(0, 64) ?? null
  const answerer = answererOf(request.method, new URL(request.url).pathname)
  if (answerer !== 'edge' && env.NODE_URL !== null) return passOn(env.NODE_URL, request, address)
  if (answerer === 'node') return refuse(request, onlyOnNode())
  const database = createDb(env.DATABASE_URL, { max: 1, connectTimeoutSeconds: CONNECT_SECONDS })
  const close = () => keepGoing(database.close().catch(() => {}))
  try {
    const response = await answerHere({ instance, request, address, database, keepGoing })
    return closingAfter(response, { close, keepGoing })
  } catch (error) {
    close()
    if (error instanceof DomainError) return refuse(request, error)
    throw error
  }
}

type Work = {
  instance: Instance
  request: Request
  address: string | null
  database: DbHandle
  keepGoing: KeepGoing
}

async function answerHere({ instance, request, ...given }: Work): Promise<Response> {
  // What only asks whether anybody is there is told so with the database away.
  const isAlive = new URL(request.url).pathname === '/healthz'
  const ring = isAlive ? null : await instance.keys(given.database.db)
  const source = requestSource({ instance, ring, ...given })
  return instance.app.fetch(request, { source })
}
