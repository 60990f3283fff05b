/**
 * A text as JSON may be: how deep its values lie in each other, how many there are, of how many bytes a text is at
 * most, and how many escapes all of them have.
 */
export type JsonBounds = { depth: number; values: number; text: number; escapes: number }

/** Longer than any number or word that anybody means: 64 MB of digits take JSON.parse a second. */
const LONGEST_WORD = 400
/** Bytes outside of texts for each value that there may be: names of fields are texts, the rest is spaces. */
const BARE_OF_VALUE = 100

/** Bytes that JSON is made of. */
export const JSON_BYTES = {
  ...{ QUOTE: 0x22, BACKSLASH: 0x5c, COMMA: 0x2c, COLON: 0x3a },
  ...{ LIST: 0x5b, END_OF_LIST: 0x5d, OBJECT: 0x7b, END_OF_OBJECT: 0x7d },
  ...{ TAB: 0x09, LINE_FEED: 0x0a, RETURN: 0x0d, SPACE: 0x20 },
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
  let [depth, values, escapes, word] = [0, 1, 0, 0]
  let bareLeft = most.values * BARE_OF_VALUE
  for (let at = begin; at < bytes.length; at++) {
    if (bareLeft-- <= 0) return null
    switch (bytes[at]) {
      case QUOTE: {
        const text = endOfText(bytes, at, most.text)
        escapes += text.escapes
        if (text.end - at > most.text || escapes > most.escapes) return null
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
    if (depth > most.depth || values > most.values || word > LONGEST_WORD) return null
  }
  return bytes.length
}

/**
 * Where the quote is that ends a text, or the end of all, and how many escapes are before it; a byte
 * behind the longest that it may be, where it is longer.
 */
export function endOfText(
  bytes: Uint8Array,
  begin: number,
  longest: number,
): { end: number; escapes: number } {
  const last = Math.min(bytes.length, begin + longest + 1)
  let escapes = 0
  for (let at = begin + 1; at < last; at++) {
    if (bytes[at] === QUOTE) return { end: at, escapes }
    if (bytes[at] !== BACKSLASH) continue
    at++
    escapes++
  }
  return { end: last, escapes }
}

/** Where the next byte is that is no space. */
export function endOfSpace(bytes: Uint8Array, begin: number): number {
  for (let at = begin; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte !== SPACE && byte !== LINE_FEED && byte !== RETURN && byte !== TAB) return at
  }
  return bytes.length
}
