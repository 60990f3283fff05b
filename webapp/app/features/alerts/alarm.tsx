import type { GroupId } from '@cashbacktv/contract'
import { useNavigate } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { isChosen, useAlarmChoice } from './alarm-choices.ts'
import { keepTitleCount } from './keep-title-count.ts'
import { playAlarm } from './play-alarm.ts'
import { useAlarmCounts } from './use-alarm-counts.ts'

const TONE_EVERY_MS = 10_000
const ICONS = { calm: '/favicon.svg', alarm: '/favicon-alarm.svg' }

/**
 * Calls whoever sits before this browser while an incident wants a person: the count in the title
 * and another icon always, tone and notification as they were chosen.
 */
export function Alarm() {
  const { waiting, critical, groupId } = useAlarmCounts()
  useEffect(() => keepTitleCount(waiting), [waiting])
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (icon) icon.href = waiting > 0 ? ICONS.alarm : ICONS.calm
  }, [waiting])
  useTone(critical > 0)
  useNotification(waiting, groupId)
  return null
}

/** Of many tabs one plays: the first that got the lock, and another as soon as that one is closed. */
function useTone(isWanted: boolean) {
  const isOn = useAlarmChoice('audible')
  useEffect(() => {
    if (!isWanted || !isOn) return
    const end = new AbortController()
    void navigator.locks
      ?.request('cbtv-alarm', { signal: end.signal }, () => playUntil(end.signal))
      .catch(() => {})
    return () => end.abort()
  }, [isWanted, isOn])
}

function playUntil(signal: AbortSignal): Promise<void> {
  playAlarm()
  const timer = setInterval(playAlarm, TONE_EVERY_MS)
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      clearInterval(timer)
      resolve()
    })
  })
}

/** One notification each time that more incidents want a person than before; of many tabs it is the same one. */
function useNotification(waiting: number, groupId: GroupId | null) {
  const before = useRef(0)
  const { t } = useTranslation()
  const apiText = useApiText()
  const navigate = useNavigate()
  useEffect(() => {
    const isMore = waiting > before.current
    before.current = waiting
    if (!isMore || !isChosen('notify') || !('Notification' in window)) return
    const tell = async () => {
      const narrow = groupId === null ? {} : { groupId }
      const { items } = await browserApi.incidents.list.query({
        state: 'open',
        limit: 1,
        ...narrow,
      })
      const [newest] = items
      if (!newest) return
      const title = t('alarm.waiting', { count: waiting })
      const body = apiText.reason(newest.said)
      const shown = new Notification(title, {
        body,
        tag: `incident ${newest.id}`,
        icon: ICONS.alarm,
      })
      shown.onclick = () => {
        window.focus()
        navigate(`/alerts/${newest.id}`)
      }
    }
    tell().catch(() => {})
  }, [waiting, groupId, t, apiText, navigate])
}
