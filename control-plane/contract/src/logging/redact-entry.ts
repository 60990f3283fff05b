import { MASK as HIDDEN } from '../mask.ts'
import { redactText } from '../source/source-url-redact.ts'

/** Of one text: a far server decides how long its words are. */
const LONGEST_TEXT = 8000
const DEEPEST = 6
const MOST_ITEMS = 200

/** Names of fields whose value is never shown. */
const SECRET_FIELD =
  /pass(word|wd|phrase)|^(pass|pwd|pin)$|secret|token|credential|authorization|cookie|api_?-?key|private_?-?key|signing_?-?key/i

/**
 * A value that may be written to a log: fields with the names of secrets hidden, and in every text the
 * secrets of addresses, headers and `known` ones, wherever they stand. Depth, length and number bounded.
 */
export function redactValue(value: unknown, known: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return redactLogged(value, known)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return '…'
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ITEMS).map((item) => redactValue(item, known, depth + 1))
  }
  const fields = Object.entries(value).slice(0, MOST_ITEMS)
  return Object.fromEntries(
    fields.map(([name, field]) => {
      const safe = isSecret(name, field) ? HIDDEN : redactValue(field, known, depth + 1)
      return [redactLogged(name, known), safe]
    }),
  )
}

function isSecret(name: string, value: unknown): boolean {
  return SECRET_FIELD.test(name) && typeof value !== 'boolean' && value !== null
}

function redactLogged(text: string, known: readonly string[]): string {
  let safe = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
  for (const secret of known) safe = safe.replaceAll(secret, HIDDEN)
  return redactText(safe)
}
