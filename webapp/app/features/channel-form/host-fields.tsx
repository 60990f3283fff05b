import { useTranslation } from '../../i18n/use-translation.ts'
import { useUser } from '../../shared/use-user.ts'
import { HostOptions } from '../placement/host-options.tsx'
import { useChannelForm } from './form-context.tsx'
import { SettingSelect } from './setting-select.tsx'

/** Where the channel runs. One that was deleted since is shown as it is stored, to be refused. */
export function HostFields() {
  const { t } = useTranslation()
  const { values, hosts, groups } = useChannelForm()
  const isGone = values.hostId !== '' && hosts.every(({ id }) => id !== values.hostId)
  const gone = isGone ? [{ value: values.hostId, text: t('path.goneHost') }] : []
  const options = groups.map(({ id, name }) => ({ value: id, text: name }))
  // Who is limited to groups puts every channel into one of them.
  const isLimited = useUser()?.groupIds != null
  const isOneOnly = isLimited && groups.length === 1 && values.groupId === ''
  const isAsked = groups.length > 0 || values.groupId !== ''
  return (
    <>
      <SettingSelect path="hostId" options={gone}>
        <HostOptions hosts={hosts} />
      </SettingSelect>
      {isAsked ? (
        <SettingSelect path="groupId" options={options}>
          {isOneOnly ? null : (
            <option value="">{t(isLimited ? 'groups.choose' : 'groups.noGroup')}</option>
          )}
        </SettingSelect>
      ) : null}
    </>
  )
}
