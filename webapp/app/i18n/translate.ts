import type { GroupAt, GroupKey, TextKey } from './text-keys.ts'

/** What stands in a text in the place of `{{name}}`. A `count` also chooses between one and many. */
export type Values = Readonly<Record<string, string | number | null | undefined>>

/** A text of the page's language. */
export type Translate = {
  (key: TextKey, values?: Values): string
  /** Texts that belong together, as they are. */
  <K extends GroupKey>(key: K, options: { returnObjects: true }): GroupAt<K>
}

/** Texts by name, at any depth. */
export type TextTree = { readonly [name: string]: string | TextTree }

/** The text at `key` with its values in place; null where there is none. */
export function textAt(
  texts: TextTree,
  key: string,
  values: Values,
  plurals: Intl.PluralRules,
): string | null {
  const { count } = values
  const form = typeof count === 'number' ? nodeAt(texts, `${key}_${plurals.select(count)}`) : null
  const text = form ?? nodeAt(texts, key)
  if (typeof text !== 'string') return null
  return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''))
}

/** Names are parted by dots, and the last of them may have dots of its own: `act.channel.create`. */
export function nodeAt(texts: TextTree, key: string): string | TextTree | null {
  let node: string | TextTree | undefined = texts
  for (let rest: string | null = key; rest !== null; ) {
    if (typeof node !== 'object') return null
    if (Object.hasOwn(node, rest)) return node[rest] ?? null
    const dot: number = rest.indexOf('.')
    const name = dot < 0 ? rest : rest.slice(0, dot)
    node = Object.hasOwn(node, name) ? node[name] : undefined
    rest = dot < 0 ? null : rest.slice(dot + 1)
  }
  return node ?? null
}
