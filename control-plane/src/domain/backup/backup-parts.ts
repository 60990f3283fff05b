import { keysOf, MOST_OF_BACKUP, messageOf } from '@cashbacktv/contract'
import { DomainError, fieldError } from '../errors.ts'
import type { Steps } from '../steps.ts'
import { storageProblem } from '../storable.ts'
import type { JsonBounds } from './json-shape.ts'
import { type JsonPart, parsePart, type SplitObject } from './split-json.ts'

const MB = 1024 * 1024
/** A channel with all that can be set of it stays below a hundredth of that. */
const FIELD: JsonBounds = { depth: 24, values: 20_000, text: MB, escapes: MB }
/**
 * The picture itself is one text: 4096 pixels by 4096, in four bytes each, are 90 MB in base64 where they do not
 * pack at all.
 */
const PICTURE_TEXT = 96 * MB
/** Some programs write each `/` of base64 as `\/`; escapes take the parser hardly longer than what they stand for. */
export const PICTURE: JsonBounds = { ...FIELD, text: PICTURE_TEXT, escapes: PICTURE_TEXT }
export const BACKUP_BOUNDS = {
  field: FIELD,
  lists: new Map<string, JsonBounds>(keysOf(MOST_OF_BACKUP).map((name) => [name, FIELD])),
  parts: Object.values(MOST_OF_BACKUP).reduce((sum, most) => sum + most, 100),
}

/** Bytes that are held of a file while it comes; without its pictures it is as large as channels can make it. */
export const HELD_OF_BACKUP = { picture: PICTURE_TEXT + MB, rest: 64 * MB }

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
export function* itemAt(bytes: Uint8Array, part: JsonPart, place: string): Steps<unknown> {
  const item = saidBy(bytes, part)
  refuseUnstorable(item, place)
  yield
  return item
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
