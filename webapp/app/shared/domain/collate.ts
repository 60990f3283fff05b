import { localeOf } from './preferences.ts'

const made = new Map<string, Intl.Collator>()

/**
 * The order of names in the language of the page, the same on the server and in every browser: left
 * to choose, each sorts by its own language, and what it renders is not what the other one did.
 */
export function collatorOf(language: string): Intl.Collator {
  const known = made.get(language)
  if (known) return known
  const options = { numeric: true, sensitivity: 'base' } as const
  const collator = new Intl.Collator(localeOf(language), options)
  made.set(language, collator)
  return collator
}
