import { useTranslation } from '../../i18n/use-translation.ts'
import { GroupOptions } from '../placement/group-options.tsx'
import { HostOptions } from '../placement/host-options.tsx'
import { useChannelForm } from './form-context.tsx'
import { PinnedHostWarnings } from './pinned-host-warnings.tsx'
import { SettingSelect } from './setting-select.tsx'

/** Where the channel runs. One that was deleted since is shown as it is stored, to be refused. */
export function HostFields() {
  const { t } = useTranslation()
  const { values, hosts, groups } = useChannelForm()
  const isGone = values.hostId !== '' && hosts.every(({ id }) => id !== values.hostId)
  const gone = isGone ? [{ value: values.hostId, text: t('path.goneHost') }] : []
  const isAsked = groups.length > 0 || values.groupId !== ''
  return (
    <>
      <SettingSelect path="hostId" options={gone}>
        <HostOptions hosts={hosts} />
      </SettingSelect>
      <PinnedHostWarnings />
      {isAsked ? (
        <SettingSelect path="groupId">
          <GroupOptions groups={groups} chosen={values.groupId} />
        </SettingSelect>
      ) : null}
    </>
  )
}
