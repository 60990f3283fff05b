import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'

type Props = { open: boolean; onToggle: () => void; label?: string }

/** Opens and closes what stands behind a line of activity; `label` says what, where it is not the entries. */
export function UnfoldButton({ open, onToggle, label }: Props) {
  const { t } = useTranslation()
  return (
    <Button
      look="quiet"
      size="small"
      className="mt-0.5 -ml-2 h-7 px-2 text-xs"
      aria-expanded={open}
      onClick={onToggle}
    >
      {open ? t('timeline.hide') : (label ?? t('timeline.expand'))}
    </Button>
  )
}
