/** Bytes that tell which of its two halves a UTF-16 text without a mark writes first. */
const LOOKED_AT = 4000

/**
 * The text of a list as programs save it: UTF-8, UTF-16 with or without a mark, or Windows-1254, in
 * which a Turkish Excel saves CSV. Null for what is no text at all.
 */
export function decodeList(bytes: Uint8Array): string | null {
  const text = decoded(bytes, encodingOf(bytes))
  return text.includes('\0') ? null : text
}

function encodingOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const start = bytes.subarray(0, LOOKED_AT)
  const zeros = (half: 0 | 1) =>
    start.reduce((sum, byte, at) => sum + (byte === 0 && at % 2 === half ? 1 : 0), 0)
  const [even, odd] = [zeros(0), zeros(1)]
  // Most letters of a list are ASCII, whose other half is zero.
  if (odd > start.length / 4 && even === 0) return 'utf-16le'
  if (even > start.length / 4 && odd === 0) return 'utf-16be'
  return null
}

function decoded(bytes: Uint8Array, encoding: string | null): string {
  if (encoding !== null) return new TextDecoder(encoding).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1254').decode(bytes)
  }
}
