import { type AudioFacts, codecName } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { languageName } from './domain/language-name.ts'

/** A track of audio in a person's words: its language, what it is for, and of what kind it is. */
export function useTrackName(): (track: AudioFacts) => string {
  const { t, i18n } = useTranslation()
  return ({ language, kind, codec, channels, streamId }) =>
    [
      language ? languageName(language, i18n.language) : t('tracks.noLanguage'),
      kind ? t(`trackKind.${kind}`) : '',
      codecName(codec),
      t('form.audioChannels', { count: channels }),
      streamId === undefined ? '' : `PID ${streamId}`,
    ]
      .filter(Boolean)
      .join(' · ')
}
