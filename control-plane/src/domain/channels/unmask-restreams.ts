import {
  isMasked,
  maskUrl,
  messageOf,
  type Restream,
  type RestreamInput,
} from '@cashbacktv/contract'
import { fieldError } from '../errors.ts'

/** What a person sends of a destination, whole. */
type Sent = Omit<RestreamInput, 'id'>

/**
 * Destinations as a person sends them, with what is stored in the place of what was only shown: a
 * masked address stands for the destination with its id, or without one for the only one that looks
 * like it. `kept` is the stored one that it is, null for a new one.
 *
 * @throws DomainError `validation_failed` for an id or a mask that stands for nothing
 */
export function unmaskRestreams(
  input: readonly RestreamInput[],
  known: readonly Restream[],
): { kept: Restream | null; sent: Sent }[] {
  const named = new Set(input.map(({ id }) => id))
  const free = known.filter(({ id }) => !named.has(id))
  return input.map(({ id, ...sent }, index) => {
    const path = `restreams.${index}`
    const kept = id ? known.find((one) => one.id === id) : alike(sent.url, free)
    if (id && !kept) throw fieldError(`${path}.id`, messageOf('restream-of-other'))
    if (!isMasked(sent.url)) return { kept: kept ?? null, sent }
    if (!kept || maskUrl(kept.url) !== sent.url)
      throw fieldError(`${path}.url`, messageOf('restream-mask-unknown'))
    return { kept, sent: { ...sent, url: kept.url } }
  })
}

/** The same address sent again is the same destination; of several that look alike none is meant. */
function alike(url: string, free: readonly Restream[]): Restream | undefined {
  const found = free.filter((one) => (isMasked(url) ? maskUrl(one.url) === url : one.url === url))
  return found.length === 1 ? found[0] : undefined
}
