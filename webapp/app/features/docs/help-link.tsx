import { Link } from '@remix-run/react'
import { BookOpen } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { DOC_LINKS } from './domain/doc-links.ts'

type HelpLinkProps = {
  on: keyof typeof DOC_LINKS
  /** In a tab of its own: of a form all that was typed stays. */
  isApart?: boolean
}

/** From a screen to what the documentation says of it. */
export function HelpLink({ on, isApart }: HelpLinkProps) {
  const { t } = useTranslation()
  return (
    <Link
      to={DOC_LINKS[on]}
      target={isApart ? '_blank' : undefined}
      className="inline-flex items-center gap-1.5 py-1 text-sm text-dim hover:text-ink hover:underline"
    >
      <BookOpen aria-hidden="true" className="size-4 shrink-0" />
      {t('docs.title')}
    </Link>
  )
}
