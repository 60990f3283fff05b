import { type FieldProblem, type Message, messageOf } from '@cashbacktv/contract'
import { problemAt } from '../errors.ts'

/** Who has a name, a source or a slug first; `line` is null for a channel that is there already. */
type First = { by: string; line: number | null }
export type Seen = {
  names: Map<string, First>
  sources: Map<string, First>
  slugs: Map<string, First>
}

type Named = { name: string; slug: string; urls: readonly string[] }

/** Remembers a channel for those that come after it. The first to have something stays. */
export function see(seen: Seen, { by, line, name, slug, urls }: First & Named): void {
  const first = { by, line }
  keep(seen.names, keyOf(name), first)
  keep(seen.slugs, slug, first)
  for (const url of urls) keep(seen.sources, url, first)
}

function keep(map: Map<string, First>, key: string, first: First): void {
  if (!map.has(key)) map.set(key, first)
}

/** `slug` is null where none is written: another is chosen then. */
type Asked = { name: string; slug: string | null; urls: readonly string[] }

/** `flaws` forbid to make a channel, `doubles` ask a person first. */
export function doublesOf(
  seen: Seen,
  { name, slug, urls }: Asked,
): { flaws: FieldProblem[]; doubles: FieldProblem[] } {
  const bySlug = slug === null ? undefined : seen.slugs.get(slug)
  const byName = name === '' ? undefined : seen.names.get(keyOf(name))
  const shared = urls.flatMap((url, index) => {
    const first = seen.sources.get(url)
    return first ? [problemAt(`sources.${index}.url`, sharedSource(first))] : []
  })
  return {
    flaws: bySlug ? [problemAt('slug', sharedSlug(bySlug, slug ?? ''))] : [],
    doubles: [...(byName ? [problemAt('name', sharedName(byName))] : []), ...shared],
  }
}

function sharedSlug({ line }: First, slug: string): Message {
  return line === null
    ? messageOf('import-slug-there', { slug: slug.slice(0, 100) })
    : messageOf('import-slug-twice', { line })
}

function sharedName({ line }: First): Message {
  return line === null ? messageOf('import-name-there') : messageOf('import-name-twice', { line })
}

function sharedSource({ line, by }: First): Message {
  return line === null
    ? messageOf('import-source-there', { name: by })
    : messageOf('import-source-twice', { line })
}

function keyOf(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('en')
}
