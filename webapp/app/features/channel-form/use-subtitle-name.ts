import { useTranslation } from '../../i18n/use-translation.ts'
import { languageName } from '../channel/domain/language-name.ts'
import type { OfferedSubtitles } from './domain/subtitle-rows.ts'

/** Subtitles of a source in a person's words: their language, what they are, and where. */
export function useSubtitleName(): (one: OfferedSubtitles) => string {
  const { t, i18n } = useTranslation()
  return ({ kind, isReadable, language, page, pid, isForHearingImpaired }) =>
    [
      language ? languageName(language, i18n.language) : t('tracks.noLanguage'),
      page === null ? '' : t('subtitleChoice.page', { page }),
      isForHearingImpaired ? t('trackKind.hearing-impaired') : '',
      kind === 'bitmap' ? t(`subtitleChoice.${isReadable ? 'recognised' : 'bitmap'}`) : '',
      pid === null ? '' : `PID ${pid}`,
    ]
      .filter(Boolean)
      .join(' · ')
}
