import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Panel } from '../../ui/panel.tsx'
import { TARGET_KINDS } from './domain/target-kind.ts'

/** The kinds of target to choose from; each leads to its form. */
export function TargetKinds() {
  const { t } = useTranslation()
  return (
    <Panel title={t('alertTarget.choose')}>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {TARGET_KINDS.map((kind) => (
          <li key={kind} className="grid">
            <Link
              to={`?kind=${kind}`}
              className="grid content-start gap-1 rounded-md border border-line p-3 hover:border-edge hover:bg-raised"
            >
              <span className="font-medium">{t(`alerts.delivery.kind.${kind}`)}</span>
              <span className="text-sm text-dim">{t(`alertTarget.about.${kind}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
