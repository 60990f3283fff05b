import type { ChannelView, Source } from '@cashbacktv/contract'
import { Eye } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { FieldProblemText } from '../../ui/field.tsx'
import { useReveal } from '../channel/use-reveal.ts'
import { hidesSomething, type SourceRow } from './domain/source-rows.ts'

type RevealSourceProps = {
  channel: ChannelView
  row: SourceRow
  number: number
  onRevealed: (source: Source) => void
}

/** For a source that is shown masked: says what stands there, and shows it whole to who asks. */
export function RevealSource({ channel, row, number, onRevealed }: RevealSourceProps) {
  const { t } = useTranslation()
  const { reveal, problem } = useReveal(channel.id)
  if (row.id === '' || !hidesSomething(row)) return null
  const show = async () => {
    const source = await reveal(row.id)
    if (source) onRevealed(source)
  }
  return (
    <div className="grid justify-items-start gap-1">
      <p className="text-xs text-dim">{t('access.maskedHint')}</p>
      <Button
        size="small"
        aria-label={t('access.revealNamed', { number })}
        onClick={() => void show()}
      >
        <Eye aria-hidden="true" />
        {t('access.reveal')}
      </Button>
      {problem ? <FieldProblemText>{problem}</FieldProblemText> : null}
    </div>
  )
}
