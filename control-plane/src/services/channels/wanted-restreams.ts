import { randomUUID } from 'node:crypto'
import { messageOf, type Restream, RestreamId, type RestreamInput } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { unmaskRestreams } from '../../domain/channels/unmask-restreams.ts'
import { fieldError } from '../../domain/errors.ts'
import { checkDestination } from './check-source.ts'

/**
 * The destinations that an input asks for, judged. One that is already there keeps its id.
 *
 * @throws DomainError `validation_failed` with the field
 */
export function wantedRestreams(
  ctx: Pick<ServiceContext, 'db' | 'config' | 'outside'>,
  input: readonly RestreamInput[],
  known: readonly Restream[] = [],
): Promise<Restream[]> {
  const whole = unmaskRestreams(input, known)
  const isTwice = (index: number) =>
    whole.some(({ kept }, at) => kept && at < index && kept.id === whole[index]?.kept?.id)
  const twice = whole.findIndex((_, index) => isTwice(index))
  if (twice >= 0) throw fieldError(`restreams.${twice}.id`, messageOf('restream-twice'))
  return Promise.all(
    whole.map(async ({ kept, sent }, index) => ({
      ...sent,
      id: kept?.id ?? RestreamId.parse(randomUUID()),
      url: await checkDestination(ctx, sent.url, `restreams.${index}.url`),
    })),
  )
}
