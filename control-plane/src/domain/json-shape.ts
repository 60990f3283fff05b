/** A text as JSON may be: how deep its values lie in each other, and how many there are. */
export type JsonBounds = { depth: number; values: number }

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const [LIST, END_OF_LIST, OBJECT, END_OF_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Whether a text has more structure than bounds allow, by one look at each byte before anything is
 * made of it: 40 MB of brackets take JSON.parse half a minute and gigabytes of memory. What is no JSON
 * is left to the parser to refuse.
 */
export function exceedsBounds(bytes: Uint8Array, most: JsonBounds): boolean {
  let [depth, values] = [0, 1]
  for (let at = 0; at < bytes.length; at++) {
    switch (bytes[at]) {
      case QUOTE:
        at = endOfText(bytes, at)
        break
      case COMMA:
        values++
        break
      case LIST:
      case OBJECT:
        depth++
        values++
        break
      case END_OF_LIST:
      case END_OF_OBJECT:
        depth--
    }
    if (depth > most.depth || values > most.values) return true
  }
  return false
}

function endOfText(bytes: Uint8Array, begin: number): number {
  for (let at = begin + 1; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++
    else if (bytes[at] === QUOTE) return at
  }
  return bytes.length
}
