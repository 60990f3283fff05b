import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { useLinkState } from '../../shared/live/use-live.ts'

const LOOKS = {
  connecting: { shape: '◐', color: 'text-busy' },
  live: { shape: '●', color: 'text-good' },
  full: { shape: '◆', color: 'text-bad' },
  lost: { shape: '◆', color: 'text-bad' },
}

/** Whether the figures on the screen are of now. */
export function ConnectionState() {
  const { t } = useTranslation()
  const link = useLinkState()
  const { shape, color } = LOOKS[link]
  return (
    <p role="status" className="flex items-center gap-2 px-2.5 py-1.5 text-xs text-dim">
      <span aria-hidden="true" className={classNames('text-[0.7rem]', color)}>
        {shape}
      </span>
      {t(`live.${link}`)}
    </p>
  )
}
