import type { Steps } from '../steps.ts'
import {
  endOfSpace,
  endOfText,
  findEndOfValue,
  JSON_BYTES,
  type JsonBounds,
  TEXT_STEP,
} from './json-shape.ts'

const { QUOTE, BACKSLASH, COMMA, COLON, LIST, END_OF_LIST, OBJECT, END_OF_OBJECT } = JSON_BYTES

/** Where in the bytes a value lies. */
export type JsonPart = { from: number; to: number }

export type SplitBounds = {
  /** Of lists whose items are parts of their own, by the name of the field: the bounds of an item. */
  lists: ReadonlyMap<string, JsonBounds>
  /** How many items all these lists have at most, and the object fields. */
  parts: number
  /** Of what is in no such list. */
  field: JsonBounds
}

/** An object of JSON in parts that are yet to be parsed: none of them is larger than its bounds. */
export type SplitObject = { fields: Map<string, JsonPart>; lists: Map<string, JsonPart[]> }
export type SplitJson =
  | ({ kind: 'object' } & SplitObject)
  | { kind: 'other' | 'broken' | 'too-much' }

/**
 * Takes an object apart into its fields and the items of its lists by looking at each byte once, part by
 * part, so that a large one can be parsed in small steps. What is between the parts is as JSON wants it; a
 * part is JSON if the parser says so. Of two fields with one name the latter counts, as in JSON.parse.
 */
export function* splitObject(bytes: Uint8Array, bounds: SplitBounds): Steps<SplitJson> {
  const fields = new Map<string, JsonPart>()
  const lists = new Map<string, JsonPart[]>()
  let at = endOfSpace(bytes, 0)
  if (bytes[at] !== OBJECT) return { kind: beginsValue(bytes[at]) ? 'other' : 'broken' }
  at = endOfSpace(bytes, at + 1)
  let left = bounds.parts
  while (bytes[at] !== END_OF_OBJECT) {
    const field = yield* fieldAt(bytes, at, { ...bounds, parts: left })
    if (field.kind !== 'value') return field
    fields.delete(field.name)
    lists.delete(field.name)
    const [whole] = field.parts
    if (field.isList) lists.set(field.name, field.parts)
    else if (whole) fields.set(field.name, whole)
    left -= 1 + field.parts.length
    at = endOfSpace(bytes, field.end)
    if (bytes[at] === END_OF_OBJECT) break
    if (bytes[at] !== COMMA) return { kind: 'broken' }
    at = endOfSpace(bytes, at + 1)
    if (bytes[at] !== QUOTE) return { kind: 'broken' }
  }
  const isAlone = endOfSpace(bytes, at + 1) === bytes.length
  return isAlone ? { kind: 'object', fields, lists } : { kind: 'broken' }
}

/** With what a text, a list, a number or a word begins; what is packed or empty, or a byte order mark, is no JSON. */
const BEGINNINGS = new Set(new TextEncoder().encode('"[-0123456789tfn'))

function beginsValue(byte: number | undefined): boolean {
  return byte !== undefined && BEGINNINGS.has(byte)
}

type Value = { kind: 'value'; parts: JsonPart[]; end: number } | { kind: 'broken' | 'too-much' }

type Field =
  | (Value & { kind: 'value'; name: string; isList: boolean })
  | Exclude<Value, { kind: 'value' }>

function* fieldAt(
  bytes: Uint8Array,
  at: number,
  { lists, field, parts }: SplitBounds,
): Steps<Field> {
  const key = keyAt(bytes, at, field)
  if (key === null) return { kind: 'broken' }
  if (parts <= 0) return { kind: 'too-much' }
  const item = bytes[key.valueAt] === LIST ? lists.get(key.name) : undefined
  const value = item
    ? yield* itemsOf(bytes, key.valueAt, { most: parts, item })
    : yield* wholeOf(bytes, key.valueAt, field)
  if (value.kind !== 'value') return value
  return { ...value, name: key.name, isList: item !== undefined }
}

/** The name of a field and where its value begins; null where there is none. */
function keyAt(bytes: Uint8Array, at: number, most: JsonBounds) {
  if (bytes[at] !== QUOTE) return null
  const { end, isEnd } = endOfText(bytes, at, most.text)
  const colonAt = endOfSpace(bytes, end + 1)
  if (!isEnd || bytes[colonAt] !== COLON) return null
  const name = parsePart(bytes, { from: at, to: end + 1 })?.value
  if (typeof name !== 'string') return null
  return { name, valueAt: endOfSpace(bytes, colonAt + 1) }
}

function* wholeOf(bytes: Uint8Array, from: number, most: JsonBounds): Steps<Value> {
  const to = yield* findEndOfValue(bytes, from, most)
  yield
  return to === null ? { kind: 'too-much' } : { kind: 'value', parts: [{ from, to }], end: to }
}

function* itemsOf(
  bytes: Uint8Array,
  begin: number,
  { most, item }: { most: number; item: JsonBounds },
): Steps<Value> {
  const parts: JsonPart[] = []
  let at = endOfSpace(bytes, begin + 1)
  if (bytes[at] === END_OF_LIST) return { kind: 'value', parts, end: at + 1 }
  for (;;) {
    const to = yield* findEndOfValue(bytes, at, item)
    yield
    if (to === null || parts.length >= most) return { kind: 'too-much' }
    parts.push({ from: at, to })
    if (bytes[to] === END_OF_LIST) return { kind: 'value', parts, end: to + 1 }
    if (bytes[to] !== COMMA) return { kind: 'broken' }
    at = to + 1
  }
}

/** A byte order mark is no JSON. */
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** What a part says; null where it is no JSON. */
export function parsePart(bytes: Uint8Array, { from, to }: JsonPart): { value: unknown } | null {
  try {
    return { value: JSON.parse(UTF8.decode(bytes.subarray(from, to))) }
  } catch {
    return null
  }
}

const U = 0x75

/**
 * The text that a part is, in pieces that are parsed one by one; null where it is no text. Parsed whole,
 * 40 MB of escapes take a fifth of a second.
 */
export function* textOf(bytes: Uint8Array, part: JsonPart): Steps<string[] | null> {
  const begin = endOfSpace(bytes, part.from)
  if (bytes[begin] !== QUOTE) return null
  const pieces: string[] = []
  let [from, at] = [begin + 1, begin + 1]
  for (; bytes[at] !== QUOTE; at += lengthAt(bytes, at)) {
    if (at >= part.to) return null
    if (at - from < TEXT_STEP || isWithin(bytes[at])) continue
    const piece = pieceOf(bytes.subarray(from, at))
    if (piece === null) return null
    pieces.push(piece)
    from = at
    yield
  }
  const last = pieceOf(bytes.subarray(from, at))
  return last === null || endOfSpace(bytes, at + 1) < part.to ? null : [...pieces, last]
}

/** Bytes of what stands there: an escape is not cut in two. */
function lengthAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== BACKSLASH) return 1
  return bytes[at + 1] === U ? 6 : 2
}

/** Whether a byte is the second of a letter, or a later one (UTF-8). */
function isWithin(byte = 0): boolean {
  return byte >> 6 === 0b10
}

function pieceOf(bytes: Uint8Array): string | null {
  try {
    const text: unknown = JSON.parse(`"${UTF8.decode(bytes)}"`)
    return typeof text === 'string' ? text : null
  } catch {
    return null
  }
}
