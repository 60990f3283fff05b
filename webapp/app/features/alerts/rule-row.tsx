import type { AlertRuleView } from '@cashbacktv/contract'
import { ChevronDown } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { isChangedRule } from './domain/rule-form.ts'
import { RuleEditor, type RuleRefused } from './rule-editor.tsx'
import { SeverityPill } from './severity-pill.tsx'
import { useRuleWords } from './use-rule-words.ts'

type RuleRowProps = {
  rule: AlertRuleView
  mayChange: boolean
  refused: RuleRefused | null
  /** A new value each time it was saved. */
  saved: unknown
}

/** A rule in words; its form is behind a disclosure that needs no JavaScript. */
export function RuleRow({ rule, mayChange, refused, saved }: RuleRowProps) {
  const { t } = useTranslation()
  const name = t(`alertRule.name.${rule.id}`)
  if (!mayChange) return <Words rule={rule} className="px-4 py-3" />
  return (
    <details className="group" open={refused !== null || saved !== null}>
      <summary
        aria-label={t('alertRule.editNamed', { name })}
        className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 px-4 py-3 hover:bg-raised [&::-webkit-details-marker]:hidden"
      >
        <Words rule={rule} className="min-w-0 flex-1 basis-64" />
        <span className="inline-flex items-center gap-1 text-xs text-dim">
          {t('alertRule.edit')}
          <ChevronDown aria-hidden="true" className="size-4 group-open:rotate-180" />
        </span>
      </summary>
      <RuleEditor rule={rule} refused={refused} saved={saved} />
    </details>
  )
}

function Words({ rule, className }: { rule: AlertRuleView; className: string }) {
  const { t } = useTranslation()
  const { inWords } = useRuleWords(rule)
  const { id, settings, raised } = rule
  return (
    <div className={classNames('flex flex-wrap items-center gap-x-3 gap-y-1 text-sm', className)}>
      <span className="min-w-0 flex-1 basis-56">
        <span className={classNames('block font-medium', !settings.enabled && 'text-dim')}>
          {t(`alertRule.name.${id}`)}
        </span>
        <span className="block text-xs text-dim">
          {inWords(settings)}
          {isChangedRule(rule) ? ` · ${t('alertRule.changed')}` : ''}
        </span>
      </span>
      {raised > 0 ? (
        <span className="figure rounded-sm bg-bad-soft px-1.5 py-0.5 text-xs">
          {t('alertRule.raised', { count: raised })}
        </span>
      ) : null}
      {settings.enabled ? (
        <SeverityPill severity={settings.severity} isOver={false} />
      ) : (
        <span className="rounded-sm bg-raised px-1.5 py-0.5 text-xs text-dim">
          {t('alertRule.isOff')}
        </span>
      )}
    </div>
  )
}
