/**
 * Names the headings of one page as GitHub does, so that a link to one leads to the same place there
 * and here: small letters, no punctuation, hyphens for spaces, a number from the second of a name on.
 */
export function anchorsOfPage(): (heading: string) => string {
  const seen = new Map<string, number>()
  return (heading) => {
    const name = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-')
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name}-${before}`
  }
}
