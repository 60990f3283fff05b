import {
  isMasked,
  MASK,
  type Message,
  maskUrl,
  messageOf,
  type Source,
  type SourceInput,
} from '@cashbacktv/contract'
import { fieldError } from '../errors.ts'
import { refuseElsewhere } from './sent-elsewhere.ts'

/** What a person sends of how a source is opened. */
type Sent = Omit<SourceInput, 'id'>

/**
 * Sources as a person sends them, with the stored ones in the place of what was only shown: a masked
 * address stands for the source with its id, or without one for the source of the channel that looks
 * like it. `kept` is the stored source that one is, null for a new one.
 *
 * @throws DomainError `validation_failed` for a mask that stands for nothing, or could for several
 */
export function unmaskSources(
  input: readonly SourceInput[],
  known: readonly Source[],
): { kept: Source | null; sent: Sent }[] {
  const stored = storedOf(input, known)
  return input.map(({ id: _id, ...sent }, index) => {
    const kept = stored[index] ?? null
    return { kept, sent: unmask(sent, kept, `sources.${index}.`) }
  })
}

/**
 * What is sent of one source, whole.
 *
 * @throws DomainError `validation_failed` at a field below `path`, also where what is stored would
 * go to another server
 */
export function unmask<S extends Sent>(sent: S, kept: Omit<Source, 'id'> | null, path: string): S {
  const { userAgent, referer, headers } = sent
  const url = wholeUrl(sent.url, kept, `${path}url`)
  if (kept) refuseElsewhere({ ...sent, url }, kept, path)
  const whole = (field: string, value: string, own: string | undefined) => {
    if (value !== MASK) return value
    if (own === undefined) throw fieldError(`${path}${field}`, messageOf('value-mask-unknown'))
    return own
  }
  const headerOf = (name: string) =>
    kept?.headers?.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value
  return {
    ...sent,
    url,
    ...(userAgent ? { userAgent: whole('userAgent', userAgent, kept?.userAgent) } : {}),
    ...(referer ? { referer: whole('referer', referer, kept?.referer) } : {}),
    ...(headers
      ? {
          headers: headers.map(({ name, value }, index) => ({
            name,
            value: whole(`headers.${index}.value`, value, headerOf(name)),
          })),
        }
      : {}),
  }
}

function wholeUrl(url: string, kept: Pick<Source, 'url'> | null, path: string): string {
  if (!isMasked(url)) return url
  if (kept && url === maskUrl(kept.url)) return kept.url
  throw fieldError(path, messageOf('source-mask-unknown'))
}

/** @throws DomainError `validation_failed` for an id that is not there, or for what fits several */
function storedOf(
  input: readonly Pick<SourceInput, 'id' | 'url'>[],
  known: readonly Source[],
): (Source | null)[] {
  const named = new Set(input.map(({ id }) => id))
  const free = known.filter(({ id }) => !named.has(id))
  const next = new Map<string, number>()
  return input.map(({ id, url }, index) => {
    if (id) {
      const kept = known.find((source) => source.id === id)
      if (!kept) throw fieldError(`sources.${index}.id`, messageOf('source-of-other'))
      return kept
    }
    if (!isMasked(url)) return null
    const alike = free.filter((source) => maskUrl(source.url) === url)
    const asked = input.filter((other) => !other.id && other.url === url).length
    // As many as there are: a list that is sent back as it was shown is the same list.
    if (alike.length > asked) throw ambiguous(index)
    const place = next.get(url) ?? 0
    next.set(url, place + 1)
    return alike[place] ?? null
  })
}

function ambiguous(index: number): Error {
  const message: Message = messageOf('source-mask-ambiguous')
  return fieldError(`sources.${index}.url`, message)
}
