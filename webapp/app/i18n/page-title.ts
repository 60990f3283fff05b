import type { Translations } from './texts.ts'

type Titles = Translations['title']
type Matches = readonly ({ id: string; data?: unknown } | undefined)[]

/**
 * The title of a page for its `meta`. That runs where no texts are at hand, so that the root loader
 * brings those of all pages, in the language of the page.
 */
export function pageTitle(matches: Matches, key: keyof Titles): [{ title: string }] {
  const root = matches.find((match) => match?.id === 'root')?.data
  const title: unknown = Reflect.get(Object(Reflect.get(Object(root), 'titles')), key)
  return titled(typeof title === 'string' ? title : '')
}

/** A title made of a name, which needs no translation. */
export function titled(name: string): [{ title: string }] {
  return [{ title: name ? `${name} · CashbackTV Transcoder` : 'CashbackTV Transcoder' }]
}
