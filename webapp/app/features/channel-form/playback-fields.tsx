import { useTranslation } from '../../i18n/use-translation.ts'
import { SettingFlag } from './setting-flag.tsx'
import { SettingInput } from './setting-input.tsx'

/** Who may watch the channel. */
export function PlaybackFields() {
  const { t } = useTranslation()
  return (
    <>
      <p className="text-xs text-dim">{t('path.playbackHint')}</p>
      <SettingFlag path="playback.signed" />
      <SettingFlag path="playback.encrypted" />
      <div className="grid gap-4 sm:grid-cols-2">
        <SettingInput path="playback.sites" />
        <SettingInput path="playback.networks" />
        <SettingInput path="playback.mostViewers" />
      </div>
    </>
  )
}
