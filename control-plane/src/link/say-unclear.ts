import type { ServiceContext } from '../context.ts'
import type { Connection } from './connection.ts'

/** The host says it again, each second or so, until one of both is of another release. */
export function sayUnclear(
  ctx: Pick<ServiceContext, 'log'>,
  connection: Connection,
  path: string | undefined,
): void {
  if (connection.wasUnclear) return
  connection.wasUnclear = true
  const { hostId } = connection
  ctx.log.warn({ hostId, path }, 'a host says what is not understood, and is not heard with that')
}
