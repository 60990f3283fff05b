/** What stands in a line of a page: text as it is, or text with a meaning. */
export type Inline =
  | string
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'em' | 'del'; inside: Inline[] }
  /** `to` is an address of this web app, which begins with a slash, or of another site. */
  | { kind: 'link'; to: string; inside: Inline[] }
  | { kind: 'image'; src: string; alt: string }
  | { kind: 'break' }

export type Cell = { align: 'center' | 'left' | 'right' | null; inside: Inline[] }

/** What a page is made of, from top to bottom. Of raw HTML there is none: it is text. */
export type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; id: string; inside: Inline[] }
  | { kind: 'paragraph'; inside: Inline[] }
  /** The text of a list's item that is no paragraph of its own. */
  | { kind: 'line'; inside: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; start: number | null; items: Block[][] }
  | { kind: 'table'; head: Cell[]; rows: Cell[][] }
  | { kind: 'quote'; inside: Block[] }
  | { kind: 'rule' }

export type Heading = Extract<Block, { kind: 'heading' }>

/** What a line says, without how it looks. */
export function plainText(inside: readonly Inline[]): string {
  return inside.map(wordsOf).join('')
}

function wordsOf(part: Inline): string {
  if (typeof part === 'string') return part
  switch (part.kind) {
    case 'code':
      return part.text
    case 'image':
      return part.alt
    case 'break':
      return ' '
    default:
      return plainText(part.inside)
  }
}

/** The headings of a page, in order, as its table of contents has them. */
export function headingsOf(body: readonly Block[]): Heading[] {
  return body.filter((block) => block.kind === 'heading')
}
