import type { Steps } from '../steps.ts'

/**
 * A text as JSON may be: how deep its values lie in each other, how many there are, of how many bytes a text is at
 * most, and how many escapes all of them have.
 */
export type JsonBounds = { depth: number; values: number; text: number; escapes: number }

/** A text is looked at in parts of so many bytes, which takes two milliseconds. */
export const TEXT_STEP = 1024 * 1024
/** Longer than any number or word that anybody means: 64 MB of digits take JSON.parse a second. */
const LONGEST_WORD = 400
/** Bytes outside of texts for each value that there may be: names of fields are texts, the rest is spaces. */
const BARE_OF_VALUE = 100

/** Bytes that JSON is made of. */
export const JSON_BYTES = {
  QUOTE: 0x22,
  BACKSLASH: 0x5c,
  COMMA: 0x2c,
  COLON: 0x3a,
  LIST: 0x5b,
  END_OF_LIST: 0x5d,
  OBJECT: 0x7b,
  END_OF_OBJECT: 0x7d,
  TAB: 0x09,
  LINE_FEED: 0x0a,
  RETURN: 0x0d,
  SPACE: 0x20,
}
const { QUOTE, BACKSLASH, COMMA, COLON, LIST, END_OF_LIST, OBJECT, END_OF_OBJECT } = JSON_BYTES
const { TAB, LINE_FEED, RETURN, SPACE } = JSON_BYTES

/**
 * Whether a text has more structure than bounds allow, by one look at each byte before anything is
 * made of it: 40 MB of brackets take JSON.parse half a minute and gigabytes of memory. What is no JSON
 * is left to the parser to refuse, which does so where this stops looking.
 */
export function exceedsBounds(bytes: Uint8Array, most: JsonBounds): boolean {
  return endOfValue(bytes, 0, most) === null
}

/**
 * Where the value ends that begins here: at a comma or a bracket that is not its own, or at the end of
 * all. Null when it has more structure than bounds allow.
 */
export function endOfValue(bytes: Uint8Array, begin: number, most: JsonBounds): number | null {
  const steps = findEndOfValue(bytes, begin, most)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** The same, left off and gone on with within a text of tens of megabytes. */
export function* findEndOfValue(
  bytes: Uint8Array,
  begin: number,
  most: JsonBounds,
): Steps<number | null> {
  let [depth, values, escapes, word] = [0, 1, 0, 0]
  let bareLeft = most.values * BARE_OF_VALUE
  for (let at = begin; at < bytes.length; at++) {
    if (bareLeft-- <= 0) return null
    switch (bytes[at]) {
      case QUOTE: {
        const first = endOfText(bytes, at, Math.min(TEXT_STEP, most.text))
        const text = first.isEnd ? first : yield* endOfLongText(bytes, at, first, most.text)
        escapes += text.escapes
        at = text.end
        word = 0
        break
      }
      case COMMA:
        if (depth === 0) return at
        values++
        word = 0
        break
      case LIST:
      case OBJECT:
        depth++
        values++
        word = 0
        break
      case END_OF_LIST:
      case END_OF_OBJECT:
        if (depth === 0) return at
        depth--
        word = 0
        break
      case COLON:
      case SPACE:
      case TAB:
      case LINE_FEED:
      case RETURN:
        word = 0
        break
      default:
        word++
    }
    const isFull = values > most.values || escapes > most.escapes
    if (isFull || depth > most.depth || word > LONGEST_WORD) return null
  }
  return bytes.length
}

/**
 * Where the quote is that ends a text, or the end of all, and how many escapes are before it; where it is
 * longer than it may be, the last place before more of it, from which it can be gone on with.
 */
export function endOfText(
  bytes: Uint8Array,
  begin: number,
  longest: number,
): { end: number; escapes: number; isEnd: boolean } {
  const last = Math.min(bytes.length, begin + longest + 1)
  let [at, escapes] = [begin + 1, 0]
  for (; at < last; at++) {
    if (bytes[at] === QUOTE) return { end: at, escapes, isEnd: true }
    if (bytes[at] !== BACKSLASH) continue
    at++
    escapes++
  }
  return { end: at - 1, escapes, isEnd: false }
}

type TextEnd = ReturnType<typeof endOfText>

/** Goes on with a text whose first part was looked at. One that is too long has more escapes than any. */
function* endOfLongText(
  bytes: Uint8Array,
  begin: number,
  first: TextEnd,
  longest: number,
): Steps<TextEnd> {
  const last = begin + longest
  let { end, escapes, isEnd } = first
  while (!isEnd && end < Math.min(last, bytes.length - 1)) {
    yield
    const more = endOfText(bytes, end, Math.min(TEXT_STEP, last - end))
    end = more.end
    isEnd = more.isEnd
    escapes += more.escapes
  }
  const isTooLong = !isEnd && end >= last
  return { end, escapes: isTooLong ? Number.POSITIVE_INFINITY : escapes, isEnd }
}

/** Where the next byte is that is no space. */
export function endOfSpace(bytes: Uint8Array, begin: number): number {
  for (let at = begin; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte !== SPACE && byte !== LINE_FEED && byte !== RETURN && byte !== TAB) return at
  }
  return bytes.length
}
