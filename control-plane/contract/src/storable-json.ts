/** What stands for text that cannot be kept, as in UTF-8 (Unicode 15, 3.9, U+FFFD). */
const REPLACEMENT = '\\ufffd'
const ESCAPE =
  /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[dD][89a-fA-F][\da-fA-F]{2}|u0000|.)/g

/**
 * JSON with the text replaced that no database can hold: NUL, and half of a surrogate pair, which is
 * what is left of an emoji where a text is cut off. Both can only be there as escapes (RFC 8259, 7), as
 * text that is UTF-8 has no half. The same where there is none.
 */
export function storableJson(text: string): string {
  return text.replace(ESCAPE, (found) => (isUnstorable(found) ? REPLACEMENT : found))
}

/** Longer than one of a code unit is a whole pair. */
function isUnstorable(found: string): boolean {
  return found.length === '\\u0000'.length && /^\\u(?:0000|d[89a-f])/i.test(found)
}
