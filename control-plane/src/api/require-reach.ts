import { ChannelId, messageOf } from '@cashbacktv/contract'
import type { Actor, RequestContext } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import { isInReach } from '../services/groups/in-reach.ts'
import type { ProcedureMeta } from './trpc.ts'

type CallerContext = Pick<RequestContext, 'db'> & { actor: Actor }

/**
 * The one place where a procedure's channels are judged by the reach of who calls it: one out of reach
 * is answered as one that does not exist.
 *
 * @throws DomainError `not_found`; `forbidden` for what takes somebody who is not limited
 */
export async function requireReach(
  { db, actor }: CallerContext,
  needed: ProcedureMeta['reach'],
  input: unknown,
): Promise<void> {
  if (actor.reach.kind === 'all' || needed === undefined) return
  if (needed === 'all') throw new DomainError('forbidden', messageOf('reach-all-needed'))
  for (const path of needed.channels ?? []) {
    const id = ChannelId.safeParse(at(input, path))
    // What is no id is refused as such by the procedure.
    if (id.success && !(await isInReach(db, actor.reach, id.data))) {
      throw new DomainError('not_found', messageOf('channel-missing'))
    }
  }
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((inner, name) => {
    return Object.hasOwn(Object(inner), name) ? Reflect.get(Object(inner), name) : undefined
  }, value)
}
