import type { SourceWarning } from '@cashbacktv/contract'
import { TriangleAlert } from 'lucide-react'
import { useApiText } from '../../i18n/use-api-text.ts'

/** What a person should know of a source as it is put out, each with what to do. */
export function SourceWarnings({ warnings }: { warnings: readonly SourceWarning[] }) {
  const apiText = useApiText()
  if (warnings.length === 0) return null
  return (
    <ul className="mt-2 grid gap-1 text-sm">
      {warnings.map((warning) => (
        <li key={warning.code} className="flex gap-2">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
          <span>{apiText.warning(warning)}</span>
        </li>
      ))}
    </ul>
  )
}
