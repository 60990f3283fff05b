import { CONTENT_ACTIONS, CONTENT_KINDS } from '@cashbacktv/contract/content-kind'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useChannelForm } from './form-context.tsx'
import { SettingInput } from './setting-input.tsx'
import { SettingSelect } from './setting-select.tsx'

type Kind = (typeof CONTENT_KINDS)[number]

/** What is told of picture and audio, after how long and when not. */
export function ContentFields() {
  const { t } = useTranslation()
  return (
    <>
      <p className="text-xs text-dim">{t('content.hint')}</p>
      {CONTENT_KINDS.map((kind) => (
        <Check key={kind} kind={kind} />
      ))}
      <SettingInput path="content.timeZone" />
    </>
  )
}

/** One condition. How long and when is asked only where something is done about it. */
function Check({ kind }: { kind: Kind }) {
  const { t } = useTranslation()
  const { values } = useChannelForm()
  const isOff = values[`content.${kind}.action`] === 'off'
  const options = CONTENT_ACTIONS.map((action) => {
    return { value: action, text: t(`content.action.${action}`) }
  })
  return (
    <div className="grid items-start gap-4 border-t border-line pt-3 sm:grid-cols-3">
      <SettingSelect path={`content.${kind}.action`} options={options} />
      <div className="grid items-start gap-4 sm:col-span-2 sm:grid-cols-2" hidden={isOff}>
        <SettingInput path={`content.${kind}.seconds`} />
        <SettingInput path={`content.${kind}.exceptAt`} />
        <More kind={kind} />
      </div>
    </div>
  )
}

/** What some conditions need beside. */
function More({ kind }: { kind: Kind }) {
  if (kind === 'lowBitrate') return <SettingInput path="content.floorKbps" />
  if (kind !== 'loudness') return null
  return (
    <>
      <SettingInput path="content.targetLufs" />
      <SettingInput path="content.toleranceLu" />
    </>
  )
}
