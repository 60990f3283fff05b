import { useTranslation } from '../../i18n/use-translation.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/input.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { type FilterGroup, GroupOptions } from '../group-filter/group-select.tsx'
import { choose, chooseAlarmGroup, useAlarmChoice, useAlarmGroup } from './alarm-choices.ts'
import { playAlarm } from './play-alarm.ts'

/** Whether this browser calls: it takes a press, without which browsers neither play nor notify. */
export function AlarmSettings({ groups }: { groups: readonly FilterGroup[] }) {
  const { t } = useTranslation()
  if (!useIsBrowser()) return null
  return (
    <Panel title={t('alerts.alarm.title')} hint={t('alerts.alarm.hint')}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 text-sm">
        <Choice choice="audible" onOn={playAlarm} />
        <Notify />
        {groups.length > 0 ? <GroupChoice groups={groups} /> : null}
        <Button size="small" onClick={playAlarm}>
          {t('alerts.alarm.test')}
        </Button>
      </div>
    </Panel>
  )
}

type ChoiceProps = { choice: 'audible' | 'notify'; onOn: () => void }

function Choice({ choice, onOn }: ChoiceProps) {
  const { t } = useTranslation()
  const isOn = useAlarmChoice(choice)
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden="true">{t(`alerts.alarm.${choice}`)}</span>
      <Segmented
        legend={t(`alerts.alarm.${choice}`)}
        name={`alarm-${choice}`}
        value={isOn ? 'on' : 'off'}
        options={[
          { value: 'off', label: t('alerts.alarm.off') },
          { value: 'on', label: t('alerts.alarm.on') },
        ]}
        onChange={(value) => {
          choose(choice, value === 'on')
          if (value === 'on') onOn()
        }}
      />
    </div>
  )
}

function GroupChoice({ groups }: { groups: readonly FilterGroup[] }) {
  const { t } = useTranslation()
  const chosen = useAlarmGroup()
  const isThere = groups.some(({ id }) => id === chosen)
  return (
    <Select
      aria-label={t('alerts.alarm.group')}
      value={isThere ? (chosen ?? '') : ''}
      onChange={({ currentTarget: { value } }) => chooseAlarmGroup(value === '' ? null : value)}
      className="w-auto max-w-56"
    >
      <GroupOptions groups={groups} />
    </Select>
  )
}

function Notify() {
  const { t } = useTranslation()
  if (!('Notification' in window)) return null
  if (Notification.permission === 'denied') {
    return <p className="text-dim">{t('alerts.alarm.notifyDenied')}</p>
  }
  const ask = async () => {
    if ((await Notification.requestPermission()) !== 'granted') choose('notify', false)
  }
  return <Choice choice="notify" onOn={() => void ask()} />
}
