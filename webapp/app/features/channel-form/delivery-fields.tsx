import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/panel.tsx'
import { fieldAt, type PathOf, pathsIn } from './domain/setting-fields.ts'
import { SettingFlag } from './setting-flag.tsx'
import { SettingInput } from './setting-input.tsx'

const PATHS = pathsIn('delivery')
const isFlag = (path: (typeof PATHS)[number]): path is PathOf<'flag'> & typeof path =>
  fieldAt(path).kind === 'flag'
const isInput = (path: (typeof PATHS)[number]): path is PathOf<'number'> & typeof path =>
  fieldAt(path).kind === 'number'

/** The playlist, and how the channel is treated when something is wrong. */
export function DeliveryFields() {
  const { t } = useTranslation()
  return (
    <Panel title={t('delivery.title')} bodyClassName="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        {PATHS.filter(isInput).map((path) => (
          <SettingInput key={path} path={path} />
        ))}
      </div>
      {PATHS.filter(isFlag).map((path) => (
        <SettingFlag key={path} path={path} />
      ))}
    </Panel>
  )
}
