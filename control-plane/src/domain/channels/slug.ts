const FOLDED: Record<string, string> = {
  ı: 'i',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
}
const LONGEST = 63

/** A slug from a name: `Çocuk Bahçesi` becomes `cocuk-bahcesi`; a name without letters, `channel`. */
export function slugOf(name: string): string {
  const folded = name
    .toLowerCase()
    .replace(/[ıøßæœłđ]/g, (letter) => FOLDED[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
  return trimHyphens(trimHyphens(folded).slice(0, LONGEST)) || 'channel'
}

/** The slug itself when it is free, else the first of `slug-2`, `slug-3`, … that is. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`
    const candidate = `${trimHyphens(slug.slice(0, LONGEST - suffix.length))}${suffix}`
    if (!taken.has(candidate)) return candidate
  }
}

function trimHyphens(text: string): string {
  return text.replace(/^-+|-+$/g, '')
}
