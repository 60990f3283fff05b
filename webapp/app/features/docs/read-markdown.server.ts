import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import { anchorsOfPage } from './domain/anchors.ts'
import { type Block, type Cell, type Inline, plainText } from './domain/doc-tree.ts'

/** Where links and pictures of a text lead to; null where to nothing that can be shown. */
export type Targets = {
  link: (href: string) => string | null
  image: (src: string) => string | null
}

/** A text in Markdown as a tree. Its first heading is its title; HTML in it stays text. */
export function readMarkdown(text: string, targets: Targets): { title: string; body: Block[] } {
  const reader = { ...targets, anchorOf: anchorsOfPage() }
  const tokens = new Lexer({ gfm: true }).lex(text)
  const first = tokens.find(isHeading)
  const title = plainText(inlines(first?.tokens, reader))
  return {
    title,
    body: blocks(
      tokens.filter((token) => token !== first),
      reader,
    ),
  }
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading'
}

type Reader = Targets & { anchorOf: (heading: string) => string }

function blocks(tokens: readonly Token[], reader: Reader): Block[] {
  return tokens.flatMap((token) => (isKnown(token) ? block(token, reader) : [asText(token)]))
}

/** Without extensions marked makes no others; what it may make one day is shown as it was written. */
function isKnown(token: Token): token is MarkedToken {
  return typeof token.type === 'string'
}

function block(token: MarkedToken, reader: Reader): Block[] {
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return []
    case 'heading':
      return [heading(token, reader)]
    case 'paragraph':
      return [{ kind: 'paragraph', inside: inlines(token.tokens, reader) }]
    case 'text':
      return [{ kind: 'line', inside: token.tokens ? inlines(token.tokens, reader) : [token.text] }]
    case 'code':
      return [{ kind: 'code', text: token.text }]
    case 'list':
      return [list(token, reader)]
    case 'table':
      return [table(token, reader)]
    case 'blockquote':
      return [{ kind: 'quote', inside: blocks(token.tokens, reader) }]
    case 'hr':
      return [{ kind: 'rule' }]
    default:
      return [asText(token)]
  }
}

function asText({ raw }: Token): Block {
  return { kind: 'paragraph', inside: [raw.trim()] }
}

function heading({ depth, tokens }: Tokens.Heading, reader: Reader): Block {
  const inside = inlines(tokens, reader)
  const level = depth <= 2 ? 2 : depth === 3 ? 3 : 4
  return { kind: 'heading', level, id: reader.anchorOf(plainText(inside)), inside }
}

function list({ ordered, start, items }: Tokens.List, reader: Reader): Block {
  return {
    kind: 'list',
    start: ordered ? Number(start) : null,
    items: items.map(({ tokens }) => blocks(tokens, reader)),
  }
}

function table({ header, rows }: Tokens.Table, reader: Reader): Block {
  const cell = ({ align, tokens }: Tokens.TableCell): Cell => ({
    align,
    inside: inlines(tokens, reader),
  })
  return { kind: 'table', head: header.map(cell), rows: rows.map((row) => row.map(cell)) }
}

function inlines(tokens: readonly Token[] | undefined, reader: Reader): Inline[] {
  return (tokens ?? []).flatMap((token) =>
    isKnown(token) ? inline(token, reader) : [String(token.raw)],
  )
}

function inline(token: MarkedToken, reader: Reader): Inline[] {
  switch (token.type) {
    case 'text':
      return token.tokens ? inlines(token.tokens, reader) : [token.text]
    case 'escape':
      return [token.text]
    case 'codespan':
      return [{ kind: 'code', text: token.text }]
    case 'strong':
    case 'em':
    case 'del':
      return [{ kind: token.type, inside: inlines(token.tokens, reader) }]
    case 'link':
      return link(token, reader)
    case 'image': {
      const src = reader.image(token.href)
      return src === null ? [token.text] : [{ kind: 'image', src, alt: token.text }]
    }
    case 'br':
      return [{ kind: 'break' }]
    default:
      return [token.raw]
  }
}

function link({ href, tokens }: Tokens.Link, reader: Reader): Inline[] {
  const inside = inlines(tokens, reader)
  const to = reader.link(href)
  return to === null ? inside : [{ kind: 'link', to, inside }]
}
