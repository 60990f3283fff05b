import { useEffect, useRef, useState } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useLogInQuestion } from '../../shared/away/ask-log-in.ts'
import { useWaiting } from '../../shared/away/waiting.ts'
import { pulseStore, useLinkState } from '../../shared/live/use-live.ts'
import { Notice } from '../../ui/notice.tsx'
import { toast } from '../../ui/toast.ts'
import { ServerAway } from '../away/server-away.tsx'
import { SignedOut } from '../away/signed-out.tsx'

/** Says across the page that what it shows has grown old, and when it is new again. */
export function LostConnection() {
  const { t } = useTranslation()
  const format = useFormat()
  const link = useLinkState()
  const wasLost = useRef(false)
  const [since, setSince] = useState('')
  useEffect(() => {
    if (link === 'lost' || link === 'full') {
      wasLost.current = true
      const at = pulseStore.lastPulseMs() || Date.now()
      setSince(format.timeOfDay(at))
    } else if (link === 'live' && wasLost.current) {
      wasLost.current = false
      toast.success(t('live.back'))
    }
  }, [link, t, format])
  const waits = useWaiting().length > 0
  const isSignedOut = useLogInQuestion()?.wasPutOff ?? false
  if (link !== 'lost' && link !== 'full' && !waits && !isSignedOut) return null
  return (
    <div className="sticky top-13 z-20 grid gap-2 px-4 pt-3 lg:top-0">
      <ServerAway />
      <SignedOut />
      {link === 'lost' ? (
        <Notice tone="bad" role="alert" className="shadow-float">
          <strong className="font-semibold">{t('live.lost')}.</strong>{' '}
          {t('live.lostDetail', { time: since })}
        </Notice>
      ) : null}
      {link === 'full' ? (
        <Notice tone="bad" role="alert" className="shadow-float">
          <strong className="font-semibold">{t('live.full')}.</strong> {t('live.fullDetail')}
        </Notice>
      ) : null}
    </div>
  )
}
