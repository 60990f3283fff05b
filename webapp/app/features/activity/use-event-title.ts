import { useTranslation } from '../../i18n/use-translation.ts'
import type { EventPresentation } from './domain/event-presentation.ts'

/** What happened, in a few words. */
export function useEventTitle({ title }: Pick<EventPresentation, 'title'>): string {
  const { t } = useTranslation()
  if (title.kind === 'act') return t(`act.${title.name}`)
  if (title.kind === 'other') return t('act.other', { action: title.name })
  return t(`event.${title.name}`)
}
