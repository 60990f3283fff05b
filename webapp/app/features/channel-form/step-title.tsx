import { useTranslation } from '../../i18n/use-translation.ts'
import { PATH_PARTS } from './domain/form-parts.ts'

/** The title of a step of the path, with its number. */
export function StepTitle({ part }: { part: (typeof PATH_PARTS)[number] }) {
  const { t } = useTranslation()
  const number = PATH_PARTS.indexOf(part) + 1
  return (
    <span className="flex items-center gap-2">
      <span
        aria-hidden="true"
        className="figure grid size-5 shrink-0 place-content-center rounded-full bg-accent-soft text-xs font-semibold text-ink"
      >
        {number}
      </span>
      <span className="sr-only">{t('path.step', { number })} </span>
      {t(`path.${part}`)}
    </span>
  )
}
