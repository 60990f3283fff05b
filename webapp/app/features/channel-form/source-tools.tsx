import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import type { SourceEdit } from './domain/source-rows.ts'

type SourceToolsProps = {
  index: number
  count: number
  onEdit: (event: React.MouseEvent, kind: SourceEdit['kind'], index: number) => void
}

/** What is done to one of several sources. */
export function SourceTools({ index, count, onEdit }: SourceToolsProps) {
  const { t } = useTranslation()
  const number = index + 1
  const tools = [
    { kind: 'up', icon: ArrowUp, label: t('form.moveUp', { number }), off: index === 0 },
    { kind: 'down', icon: ArrowDown, label: t('form.moveDown', { number }), off: number === count },
    { kind: 'remove', icon: Trash2, label: t('form.removeSource', { number }), off: count === 1 },
  ] as const
  if (count < 2) return null
  return tools.map(({ kind, icon: Icon, label, off }) => (
    <Button
      key={kind}
      type="submit"
      name="intent"
      value={`sources:${kind}:${index}`}
      look="quiet"
      size="icon"
      className="size-9"
      disabled={off}
      title={label}
      aria-label={label}
      onClick={(event) => onEdit(event, kind, index)}
    >
      <Icon aria-hidden="true" />
    </Button>
  ))
}
