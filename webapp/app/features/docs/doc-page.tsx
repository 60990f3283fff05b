import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { DocBody } from './doc-body.tsx'
import { InEnglish } from './doc-list.tsx'
import { docsLink } from './domain/doc-links.ts'
import { type Block, type Heading, headingsOf, plainText } from './domain/doc-tree.ts'

type Neighbour = { name: string; title: string } | null
type DocPageProps = {
  title: string
  body: readonly Block[]
  before: Neighbour
  after: Neighbour
}

/** A page of the documentation: where it is, what is on it, its text, and the ways on. */
export function DocPage({ title, body, before, after }: DocPageProps) {
  const { t } = useTranslation()
  const headings = headingsOf(body)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-4 xl:grid-cols-[minmax(0,52rem)_16rem]">
      <header className="grid gap-1">
        <nav aria-label={t('docs.way')} className="text-sm text-dim">
          <ol className="flex flex-wrap gap-x-2">
            <li>
              <Link to="/docs" className="inline-block py-1 hover:text-ink hover:underline">
                {t('docs.title')}
              </Link>
            </li>
            <li aria-hidden="true" className="py-1">
              /
            </li>
            <li aria-current="page" lang="en" className="py-1">
              {title}
            </li>
          </ol>
        </nav>
        <h1 lang="en" className="text-xl font-semibold [overflow-wrap:anywhere]">
          {title}
        </h1>
        <InEnglish />
      </header>
      <OnThisPage headings={headings} />
      <article aria-label={title} className="min-w-0 xl:col-start-1">
        <DocBody blocks={body} title={title} />
      </article>
      <Turn before={before} after={after} />
    </div>
  )
}

/** Beside the text where there is room, and else folded above it. */
function OnThisPage({ headings }: { headings: readonly Heading[] }) {
  const { t } = useTranslation()
  if (headings.length === 0) return null
  const label = t('docs.onThisPage')
  return (
    <>
      <details className="rounded-lg border border-line bg-surface xl:hidden">
        <summary className="px-4 py-2.5 text-sm font-medium">{label}</summary>
        <nav aria-label={label} className="border-t border-line px-4 py-2">
          <HeadingLinks headings={headings} />
        </nav>
      </details>
      <nav
        aria-label={label}
        className="sticky top-5 col-start-2 row-span-2 row-start-1 max-h-[calc(100dvh-2.5rem)] overflow-y-auto border-l border-line py-1 pl-4 max-xl:hidden"
      >
        <p className="pb-1 text-sm font-medium">{label}</p>
        <HeadingLinks headings={headings} />
      </nav>
    </>
  )
}

function HeadingLinks({ headings }: { headings: readonly Heading[] }) {
  return (
    <ul lang="en" className="text-sm text-dim">
      {headings.map(({ id, level, inside }) => (
        <li key={id} className={level === 2 ? undefined : 'pl-4'}>
          <Link
            to={`#${id}`}
            className="block py-1 [overflow-wrap:anywhere] hover:text-ink hover:underline"
          >
            {plainText(inside)}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Turn({ before, after }: Pick<DocPageProps, 'before' | 'after'>) {
  const { t } = useTranslation()
  return (
    <nav
      aria-label={t('docs.turn')}
      className="flex flex-wrap justify-between gap-x-6 gap-y-2 border-t border-line pt-3 text-sm xl:col-start-1"
    >
      {before ? <TurnLink {...before} way={t('docs.before')} /> : <span />}
      {after ? <TurnLink {...after} way={t('docs.after')} /> : null}
    </nav>
  )
}

function TurnLink({ name, title, way }: { name: string; title: string; way: string }) {
  return (
    <Link to={docsLink(name)} prefetch="intent" className="group grid py-1">
      <span className="text-xs text-dim">{way}</span>
      <span lang="en" className="text-accent group-hover:underline">
        {title}
      </span>
    </Link>
  )
}
