import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { DocLines } from './doc-lines.tsx'
import { type Block, type Cell, type Heading, type Inline, plainText } from './domain/doc-tree.ts'

type BlocksProps = {
  blocks: readonly Block[]
  /** What they stand below: names their tables and their code for who cannot see where these are. */
  title: string
}

/** The text of a page: elements alone, never markup that was written by somebody. */
export function DocBody({ blocks, title }: BlocksProps) {
  return (
    <div className="doc" lang="en">
      <Blocks blocks={blocks} title={title} />
    </div>
  )
}

function Blocks({ blocks, title }: BlocksProps) {
  let below = title
  return blocks.map((block, index) => {
    if (block.kind === 'heading') below = plainText(block.inside)
    // biome-ignore lint/suspicious/noArrayIndexKey: a page of the documentation never changes
    return <BlockElement key={index} block={block} title={below} />
  })
}

function BlockElement({ block, title }: { block: Block; title: string }) {
  switch (block.kind) {
    case 'heading':
      return <DocHeading heading={block} />
    case 'paragraph':
      return <DocParagraph inside={block.inside} title={title} />
    case 'line':
      return <DocLines inside={block.inside} />
    case 'code':
      return <DocCode text={block.text} title={title} />
    case 'list':
      return <DocList list={block} title={title} />
    case 'table':
      return <DocTable table={block} title={title} />
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.inside} title={title} />
        </blockquote>
      )
    case 'rule':
      return <hr />
  }
}

/** A link to itself: its address is there to be sent to somebody. */
function DocHeading({ heading: { level, id, inside } }: { heading: Heading }) {
  const Tag = `h${level}` as const
  return (
    <Tag id={id}>
      <Link to={`#${id}`}>
        <DocLines inside={inside} />
      </Link>
    </Tag>
  )
}

/** A picture alone is wider than a phone. */
function DocParagraph({ inside, title }: { inside: readonly Inline[]; title: string }) {
  const { t } = useTranslation()
  const [only] = inside
  if (inside.length === 1 && typeof only === 'object' && only.kind === 'image') {
    return (
      <ScrollBox label={t('docs.picture', { title })} className="doc-wide">
        <DocLines inside={inside} />
      </ScrollBox>
    )
  }
  return (
    <p>
      <DocLines inside={inside} />
    </p>
  )
}

function DocCode({ text, title }: { text: string; title: string }) {
  const { t } = useTranslation()
  const mayCopy = useIsBrowser()
  return (
    <div className="doc-code">
      <ScrollBox label={t('docs.code', { title })} className="bg-well">
        <pre>
          <code>{text}</code>
        </pre>
      </ScrollBox>
      {mayCopy ? (
        <div className="max-sm:hidden">
          <CopyButton text={() => text} label={t('docs.copyCode', { title })} />
        </div>
      ) : null}
    </div>
  )
}

type ListProps = { list: Extract<Block, { kind: 'list' }>; title: string }

function DocList({ list: { start, items }, title }: ListProps) {
  const shown = items.map((blocks, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a page of the documentation never changes
    <li key={index}>
      <Blocks blocks={blocks} title={title} />
    </li>
  ))
  return start === null ? <ul>{shown}</ul> : <ol start={start}>{shown}</ol>
}

type TableProps = { table: Extract<Block, { kind: 'table' }>; title: string }

function DocTable({ table: { head, rows }, title }: TableProps) {
  const { t } = useTranslation()
  return (
    <ScrollBox label={t('docs.table', { title })} className="doc-wide">
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page of the documentation never changes
              <th key={index} scope="col" className={alignOf(cell)}>
                <DocLines inside={cell.inside} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page of the documentation never changes
            <DocRow key={index} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function DocRow({ row }: { row: readonly Cell[] }) {
  return (
    <tr>
      {row.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page of the documentation never changes
        <td key={index} className={alignOf(cell)}>
          <DocLines inside={cell.inside} />
        </td>
      ))}
    </tr>
  )
}

function alignOf({ align }: Cell): string | undefined {
  if (align === 'right') return 'text-right'
  return align === 'center' ? 'text-center' : undefined
}
