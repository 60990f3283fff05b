import { Link } from '@remix-run/react'
import { ExternalLink } from 'lucide-react'
import { Fragment } from 'react'
import type { Inline } from './domain/doc-tree.ts'

/** What stands in a line. Of the same page nothing moves, so that places in it are their keys. */
export function DocLines({ inside }: { inside: readonly Inline[] }) {
  return inside.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a page of the documentation never changes
    <Fragment key={index}>{typeof part === 'string' ? part : <DocLine part={part} />}</Fragment>
  ))
}

function DocLine({ part }: { part: Exclude<Inline, string> }) {
  switch (part.kind) {
    case 'code':
      return <code>{part.text}</code>
    case 'break':
      return <br />
    case 'image':
      return <img src={part.src} alt={part.alt} />
    case 'link':
      return <DocLink to={part.to}>{part.inside}</DocLink>
    default: {
      const Tag = part.kind
      return (
        <Tag>
          <DocLines inside={part.inside} />
        </Tag>
      )
    }
  }
}

/** Within the documentation as between other pages; what leads out says so by a sign. */
function DocLink({ to, children }: { to: string; children: readonly Inline[] }) {
  if (to.startsWith('/')) {
    return (
      <Link to={to}>
        <DocLines inside={children} />
      </Link>
    )
  }
  return (
    <a href={to} rel="noreferrer">
      <DocLines inside={children} />
      <ExternalLink aria-hidden="true" />
    </a>
  )
}
