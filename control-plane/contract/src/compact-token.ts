/** Base64url whose last character has no bit that no byte needs. */
const PART = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/

/**
 * Whether a text is a signed JWT in the one spelling that it has (RFC 7515, 7.1; RFC 4648, 3.5). Readers
 * of base64 skip blanks, padding and idle bits, so that one signature would count for many texts.
 */
export function isCompactToken(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 3 && parts.every((part) => part !== '' && PART.test(part))
}
