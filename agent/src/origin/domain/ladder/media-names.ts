/** What a player calls it, as a quoted string of a playlist can hold it. */
export function plainName(name: string): string {
  // That holds neither quotes nor what ends a line, and some players stumble over either kind.
  return name.replace(/["']/g, '’').replace(/\p{Cc}/gu, ' ')
}

/** The tag of RFC 5646 for a name of ISO 639: `tr` for `tur`. Null for what is none. */
export function tagOf(language: string): string | null {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? null
  } catch {
    return null
  }
}

/** A language in its own words, as a heading: `Türkçe`. Null for what is none. */
export function ownNameOf(language: string): string | null {
  const tag = tagOf(language)
  if (tag === null) return null
  const own = new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' }).of(tag)
  return own === undefined ? null : own.charAt(0).toLocaleUpperCase(tag) + own.slice(1)
}
