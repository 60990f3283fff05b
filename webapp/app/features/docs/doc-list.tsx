import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { docsLink } from './domain/doc-links.ts'

type Entry = { name: string; title: string; chapters: readonly { id: string; title: string }[] }

/** Every page of the documentation with its chapters: what is looked for is found by a look. */
export function DocList({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="grid gap-1">
        <h1 className="text-xl font-semibold">{t('docs.title')}</h1>
        <p className="text-sm text-dim">
          {t('docs.intro', { version: PRODUCT_VERSION })} {t('docs.apiDocs')}{' '}
          <a href="/api/docs" className="text-accent underline hover:no-underline">
            {t('user.apiDocs')}
          </a>
          .
        </p>
        <InEnglish />
      </header>
      <ol
        aria-label={t('docs.pages')}
        lang="en"
        className="max-w-[68rem] divide-y divide-line rounded-lg border border-line bg-surface"
      >
        {entries.map((entry) => (
          <EntryItem key={entry.name} entry={entry} />
        ))}
      </ol>
    </div>
  )
}

function EntryItem({ entry: { name, title, chapters } }: { entry: Entry }) {
  const { t } = useTranslation()
  return (
    <li className="grid gap-1 px-4 py-3">
      <Link
        to={docsLink(name)}
        prefetch="intent"
        className="justify-self-start font-medium text-accent hover:underline"
      >
        {title}
      </Link>
      <ul
        aria-label={t('docs.chapters', { title })}
        className="flex flex-wrap gap-x-4 text-sm text-dim"
      >
        {chapters.map((chapter) => (
          <li key={chapter.id}>
            <Link
              to={docsLink(name, chapter.id)}
              className="inline-block py-1 hover:text-ink hover:underline"
            >
              {chapter.title}
            </Link>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** For who reads the pages around the texts in another language. */
export function InEnglish() {
  const { t, i18n } = useTranslation()
  return i18n.language === 'en' ? null : <p className="text-sm text-dim">{t('docs.inEnglish')}</p>
}
