import { resolveDocLink } from './domain/doc-links.ts'
import { type Block, headingsOf, plainText } from './domain/doc-tree.ts'
import { readMarkdown } from './read-markdown.server.ts'

/** The documentation of this version: it is built into the server, and nothing of it into a script. */
export const DOC_SOURCES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>(['../../../../docs/*.{md,svg}', '../../../../README.md'], {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([path, text]) => [path.replace(/^(\.\.\/)+/, ''), text]),
)

/** From what everybody needs to what few do. */
export const READING_ORDER: readonly string[] = [
  'readme',
  'operations',
  'recordings',
  'analytics',
  'alerts',
  'alert-rules',
  'security',
  'playback',
  'api',
  'metrics',
  'deployment',
  'edge',
  'architecture',
]

/** Of the file that introduces the repository: what who reads this has behind them, and what is of no use here. */
const NOT_FOR_OPERATORS = new Set(['start', 'map'])

export type DocPage = { name: string; title: string; body: Block[] }
export type DocEntry = { name: string; title: string; chapters: { id: string; title: string }[] }

const read = new Map<string, DocPage>()

/** A page by the name that its address has; null where there is none. Each is read once. */
export function docPage(name: string): DocPage | null {
  if (!READING_ORDER.includes(name)) return null
  const page = read.get(name) ?? readPage(name)
  read.set(name, page)
  return page
}

/** All pages with their chapters, in the order in which they are best read. */
export function docEntries(): DocEntry[] {
  return READING_ORDER.flatMap((name) => {
    const page = docPage(name)
    return page ? [{ name, title: page.title, chapters: chaptersOf(page) }] : []
  })
}

/** The pages before and after one. */
export function besides(
  name: string,
): Record<'before' | 'after', Omit<DocEntry, 'chapters'> | null> {
  const at = READING_ORDER.indexOf(name)
  const entry = (index: number) => {
    const page = docPage(READING_ORDER[index] ?? '')
    return page && { name: page.name, title: page.title }
  }
  return { before: entry(at - 1), after: entry(at + 1) }
}

function readPage(name: string): DocPage {
  const file = name === 'readme' ? 'README.md' : `docs/${name}.md`
  const text = DOC_SOURCES[file]
  if (text === undefined) throw new Error(`${file} was not there when the web app was built.`)
  const { title, body } = readMarkdown(text, {
    link: (href) => resolveDocLink(file, href),
    image: pictureOf,
  })
  return { name, title, body: name === 'readme' ? forOperators(body) : body }
}

/** A drawing goes with the text: it needs no address of its own. */
function pictureOf(src: string): string | null {
  const drawing = src.endsWith('.svg') ? DOC_SOURCES[src] : undefined
  return drawing === undefined ? null : `data:image/svg+xml,${encodeURIComponent(drawing)}`
}

function forOperators(body: readonly Block[]): Block[] {
  let isLeftOut = false
  return body.filter((block) => {
    if (block.kind === 'heading' && block.level === 2) isLeftOut = NOT_FOR_OPERATORS.has(block.id)
    return !isLeftOut
  })
}

function chaptersOf({ body }: DocPage): DocEntry['chapters'] {
  return headingsOf(body)
    .filter(({ level }) => level === 2)
    .map(({ id, inside }) => ({ id, title: plainText(inside) }))
}
