import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { besides, DOC_SOURCES, docEntries, docPage, READING_ORDER } from './doc-pages.server.ts'
import { DOC_LINKS, pageNameOf } from './domain/doc-links.ts'
import { type Block, headingsOf } from './domain/doc-tree.ts'
import { readMarkdown } from './read-markdown.server.ts'

const root = join(import.meta.dirname, '../../../..')
const files = Object.keys(DOC_SOURCES).filter((path) => path.endsWith('.md'))

/** What a file has as links, and as headings to link to. */
function read(file: string): { links: string[]; anchors: string[] } {
  const links: string[] = []
  const note = (href: string) => {
    links.push(href)
    return null
  }
  const { body } = readMarkdown(DOC_SOURCES[file] ?? '', { link: note, image: note })
  return { links, anchors: headingsOf(body).map(({ id }) => id) }
}

/** Every address that a page has, wherever it stands in it. */
function linksIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(linksIn)
  if (typeof part !== 'object' || part === null) return []
  const own = 'kind' in part && part.kind === 'link' && 'to' in part ? [String(part.to)] : []
  return [...own, ...Object.values(part).flatMap(linksIn)]
}

/** The addresses that lead to something on a page that is served: `/docs/page` and `/docs/page#chapter`. */
const served = new Set(
  READING_ORDER.flatMap((name) => {
    const body: readonly Block[] = docPage(name)?.body ?? []
    return [`/docs/${name}`, ...headingsOf(body).map(({ id }) => `/docs/${name}#${id}`)]
  }),
)

test('every page of the documentation has its place in the order, and a title', () => {
  expect(files.map(pageNameOf).sort()).toEqual([...READING_ORDER].sort())
  expect(docEntries().filter(({ title }) => title === '')).toEqual([])
})

describe('no link of the documentation is dead', () => {
  test.each(files)('%s', (file) => {
    const dead = read(file).links.filter((href) => {
      const [path = '', anchor] = href.split('#')
      if (/^https?:/.test(href)) return !URL.canParse(href)
      const target = path === '' ? file : join(file, '..', path)
      if (!existsSync(join(root, target))) return true
      return anchor !== undefined && !read(target).anchors.includes(anchor)
    })
    expect(dead).toEqual([])
  })
})

test('what is served leads only to what is served', () => {
  const inside = READING_ORDER.flatMap((name) =>
    linksIn(docPage(name)?.body).filter((to) => to.startsWith('/')),
  )
  expect(inside.length).toBeGreaterThan(50)
  expect(inside.filter((to) => !served.has(to))).toEqual([])
})

test('the screens lead to chapters that are there', () => {
  expect(Object.values(DOC_LINKS).filter((to) => !served.has(to))).toEqual([])
})

test('who reads this has started the product, and looks at no sources', () => {
  const chapters = docEntries().find(({ name }) => name === 'readme')?.chapters ?? []
  const ids = chapters.map(({ id }) => id)
  expect(ids).toContain('when-something-is-wrong')
  expect(ids).not.toContain('start')
  expect(ids).not.toContain('map')
})

test('the first page has none before it, the last one none after', () => {
  expect(besides('readme').before).toBeNull()
  expect(besides('readme').after).toEqual({ name: 'operations', title: 'Operations' })
  expect(besides('architecture').after).toBeNull()
})

test('another name is no page', () => {
  expect(['', 'README', '../package', 'picture', 'constructor'].map(docPage)).toEqual(
    Array(5).fill(null),
  )
})
