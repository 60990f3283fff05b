type Fields = Record<string, unknown>

/**
 * The fields that somebody else has changed since a form was shown, and to something else than this
 * person wants. All three are what the form holds: as it was shown, as it is stored now, as it is sent.
 */
export function changedMeanwhile(shown: Fields | null, now: Fields, mine: Fields): string[] {
  if (!shown) return []
  return Object.keys(now).filter((name) => {
    const there = plain(now[name])
    return name in shown && there !== plain(shown[name]) && there !== plain(mine[name])
  })
}

/** What a form was shown with, as it sends it back: a text, which goes with the form when that comes back unsaved. */
export function shownIn(form: FormData): string {
  const text = form.get('shown')
  return typeof text === 'string' ? text : ''
}

/** The fields that a form was shown with; null when they cannot be read. */
export function readShown(text: string): Fields | null {
  if (text === '') return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

/** Keys and ids of rows are ours, and no change that a person makes. */
function plain(value: unknown): string {
  return JSON.stringify(value, (key, part) => (key === 'key' || key === 'id' ? undefined : part))
}
