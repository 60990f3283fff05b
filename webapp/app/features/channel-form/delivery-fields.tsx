import { useTranslation } from '../../i18n/use-translation.ts'
import { CUE_MODES } from './domain/cue-modes.ts'
import { pathsIn } from './domain/setting-fields.ts'
import { SettingInput } from './setting-input.tsx'
import { SettingSelect } from './setting-select.tsx'

/** The playlist. */
export function DeliveryFields() {
  const { t } = useTranslation()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {pathsIn('delivery').map((path) =>
        path === 'cues' ? (
          <SettingSelect
            key={path}
            path={path}
            options={CUE_MODES.map((mode) => ({ value: mode, text: t(`cueMode.${mode}`) }))}
          />
        ) : (
          <SettingInput key={path} path={path} />
        ),
      )}
    </div>
  )
}
