import type { Severity } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { TONE_OF_SEVERITY } from '../channel/domain/tone-of-severity.ts'
import { StatusPill } from '../channel/status-badge.tsx'

type SeverityPillProps = { severity: Severity; isOver: boolean }

/** How much an incident matters, in colour, shape and word; one that is over is told quietly. */
export function SeverityPill({ severity, isOver }: SeverityPillProps) {
  const { t } = useTranslation()
  const { tone, shape } = TONE_OF_SEVERITY[severity]
  return (
    <StatusPill
      tone={isOver ? 'off' : tone}
      shape={isOver ? 'ring' : shape}
      text={t(`incident.severity.${severity}`)}
    />
  )
}
