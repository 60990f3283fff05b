/** Choose how the sign before them looks, which one font cannot: it would draw a box for each. */
const LOOKS = /\p{Variation_Selector}|\p{Emoji_Modifier}/gu
/** Turn the direction of what follows against its letters. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu
/** Whatever breaks a line or is not drawn. */
const BREAKS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu
const RIGHT_TO_LEFT = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]$/u

/** Text of a person as it is drawn: one line of signs. What it says to any program is kept as letters. */
export function writtenText(text: string): string {
  const plain = text.normalize('NFC').replace(LOOKS, '').replace(TURNS, '')
  return plain.replace(BREAKS, ' ').trim()
}

/** Whether it is read from the right, as its first letter is. */
export function isRightToLeft(text: string): boolean {
  const [first] = text.match(/\p{L}/u) ?? []
  return first !== undefined && RIGHT_TO_LEFT.test(first)
}
