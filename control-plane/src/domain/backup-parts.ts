import { keysOf, MOST_OF_BACKUP, messageOf } from '@cashbacktv/contract'
import { DomainError, fieldError } from './errors.ts'
import { type JsonBounds, TEXT_STEP } from './json-shape.ts'
import { type JsonPart, parsePart, type SplitObject, splitObject, textOf } from './split-json.ts'
import type { Steps } from './steps.ts'
import { storageProblem } from './storable.ts'

const MB = 1024 * 1024
/** A channel with all that can be set of it stays below a hundredth of that. */
const FIELD: JsonBounds = { depth: 24, values: 20_000, text: MB, escapes: MB }
/** The picture itself is one text: 30 MB in base64, which 5 MB of any other format hardly become. */
const PICTURE_TEXT = 40 * MB
/** Some programs write each `/` of base64 as `\/`; escapes take the parser hardly longer than what they stand for. */
const PICTURE: JsonBounds = { ...FIELD, text: PICTURE_TEXT, escapes: PICTURE_TEXT }
export const BACKUP_BOUNDS = {
  field: FIELD,
  lists: new Map<string, JsonBounds>(
    keysOf(MOST_OF_BACKUP).map((name) => [name, name === 'pictures' ? PICTURE : FIELD]),
  ),
  parts: Object.values(MOST_OF_BACKUP).reduce((sum, most) => sum + most, 100),
}

export type Parts = SplitObject & { bytes: Uint8Array }

export function* headOf({ bytes, fields }: Parts): Steps<Record<string, unknown>> {
  const read: [string, unknown][] = []
  for (const [name, part] of fields) {
    read.push([name, saidBy(bytes, part)])
    yield
  }
  return Object.fromEntries(read)
}

/** What an item says, which a database can hold. */
export type ReadItem = (bytes: Uint8Array, part: JsonPart, place: string) => Steps<unknown>

export function* itemAt(...[bytes, part, place]: Parameters<ReadItem>): Steps<unknown> {
  const item = saidBy(bytes, part)
  refuseUnstorable(item, place)
  yield
  return item
}

/** Its content alone is large, and read piece by piece. What is no picture at all is left to its schema. */
export function* pictureAt(...[bytes, part, place]: Parameters<ReadItem>): Steps<unknown> {
  const own = bytes.subarray(part.from, part.to)
  const split = yield* splitObject(own, { ...BACKUP_BOUNDS, lists: new Map(), field: PICTURE })
  if (split.kind !== 'object') {
    if (split.kind === 'other') return null
    throw split.kind === 'broken' ? noJson() : tooMuch()
  }
  const { fields } = split
  const content = fields.get('content')
  fields.delete('content')
  if ([...fields.values()].some(({ from, to }) => to - from > TEXT_STEP)) throw tooMuch()
  const rest = yield* headOf({ ...split, bytes: own })
  refuseUnstorable(rest, place)
  const pieces = content ? yield* textOf(own, content) : null
  for (const piece of pieces ?? []) {
    refuseUnstorable({ content: piece }, place)
    yield
  }
  return { ...rest, content: pieces?.join('') }
}

function saidBy(bytes: Uint8Array, part: JsonPart): unknown {
  const parsed = parsePart(bytes, part)
  if (parsed === null) throw noJson()
  return parsed.value
}

export function tooMuch(): DomainError {
  return new DomainError('validation_failed', messageOf('backup-too-much'))
}

export function noJson(): DomainError {
  return new DomainError('bad_request', messageOf('body-no-json'))
}

export function at(place: string, path: string): string {
  return [place, path].filter((part) => part !== '').join('.')
}

export function refuseUnstorable(value: unknown, place: string): void {
  const problem = storageProblem(value)
  if (problem) throw fieldError(at(place, problem.path), problem)
}
