import { useLocation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useWaiting } from '../../shared/away/waiting.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useStay } from './use-stay.ts'

/** Says what waits for the server, that it goes on by itself, and lets a person give it up. */
export function ServerAway() {
  const { t } = useTranslation()
  const stay = useStay()
  const here = useLocation()
  const waiting = useWaiting()
  const save = waiting.find(({ kind }) => kind === 'save')
  const page = waiting.find(({ kind, path }) => kind === 'page' && path !== here.pathname)
  const shown = save ?? page
  if (!shown) return null
  return (
    <Notice tone="warning" role="alert" className="shadow-float">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-semibold">{t(`away.${shown.kind}.title`)}</p>
          <p>{t(`away.${shown.kind}.text`)}</p>
        </div>
        <Button size="small" onClick={shown.stop ?? stay}>
          {t(`away.${shown.kind}.stop`)}
        </Button>
      </div>
    </Notice>
  )
}
