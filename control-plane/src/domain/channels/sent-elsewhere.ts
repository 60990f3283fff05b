import {
  type FieldProblem,
  MASK,
  messageOf,
  parseSourceUrl,
  type Source,
  type SourceHeader,
  type SourceInput,
} from '@cashbacktv/contract'
import { DomainError, problemAt } from '../errors.ts'

type Sent = Pick<SourceInput, 'url' | 'userAgent' | 'referer' | 'headers'>
type Kept = Omit<Source, 'id'>

/**
 * What is stored to be sent with an address goes to the server that it was entered for, by scheme,
 * host and port, and to no other: whoever may name a server must not read there what showing it
 * would have written down. What is typed anew, or taken away, goes wherever the address leads to.
 *
 * @throws DomainError `validation_failed` at each field below `path` that would go elsewhere
 */
export function refuseElsewhere(sent: Sent, kept: Kept, path: string): void {
  const fields = leftAsTheyAre(sent, kept)
  if (fields.length === 0 || !isElsewhere(sent.url, kept.url)) return
  const said = messageOf('source-sent-elsewhere')
  const details: FieldProblem[] = fields.map((field) => problemAt(`${path}${field}`, said))
  throw new DomainError('validation_failed', said, { details })
}

/** Fields that are stored and neither typed anew nor taken away. */
function leftAsTheyAre(sent: Sent, kept: Kept): string[] {
  const texts = (['userAgent', 'referer'] as const).filter(
    (field) => kept[field] !== undefined && isLeft(sent[field]),
  )
  return [...texts, ...headersLeft(sent.headers, kept.headers ?? [])]
}

function isLeft(value: string | null | undefined): boolean {
  return value === undefined || value === MASK
}

function headersLeft(sent: Sent['headers'], kept: readonly SourceHeader[]): string[] {
  if (sent === undefined) return kept.length > 0 ? ['headers'] : []
  return (sent ?? []).flatMap(({ name, value }, index) => {
    const isStored = kept.some((header) => header.name.toLowerCase() === name.toLowerCase())
    return isStored && value === MASK ? [`headers.${index}.value`] : []
  })
}

/** Nothing of this is sent to an address that is none, or that is no HTTP: those say so themselves. */
function isElsewhere(url: string, known: string): boolean {
  const [to, from] = [parseSourceUrl(url), parseSourceUrl(known)]
  if (!to.ok || !to.scheme.startsWith('http')) return false
  if (!from.ok) return true
  return to.scheme !== from.scheme || to.hostname !== from.hostname || to.port !== from.port
}
