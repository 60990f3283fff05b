import { useRevalidator } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { toApiProblem } from '../../shared/domain/api-problem.ts'
import { toast } from '../../ui/toast.ts'
import type { UndoStep } from './domain/bulk-summary.ts'

/** Long enough to read what was said and to think again. */
const OFFERED_MS = 15_000

/** The way back, as a toast offers it. What of it cannot be done it says, with the reason. */
export function useUndo() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { revalidate } = useRevalidator()

  async function undo(steps: readonly UndoStep[]): Promise<void> {
    try {
      const { takeBack } = await import('./take-back.ts')
      const { changed, taken, notDone, failure, left } = await takeBack(steps)
      const failed = [
        taken > 0 ? t('undo.taken', { count: taken }) : '',
        notDone > 0 ? t('undo.notDone', { count: notDone }) : '',
      ].filter(Boolean)
      if (failure !== null) {
        const some = changed > 0 ? [t('undo.some', { count: changed })] : []
        const why = apiText.problem(toApiProblem(failure))
        toast.error([...some, ...failed, why].join(' '), wayBack(left))
      } else if (failed.length === 0) toast.success(t('undo.done'))
      else toast.warning([...(changed > 0 ? [t('undo.done')] : []), ...failed].join(' '))
    } catch (failure) {
      toast.error(apiText.problem(toApiProblem(failure)))
    }
    revalidate()
  }
  /** Options of the toast; none where there is no way back. */
  function wayBack(steps: readonly UndoStep[]) {
    if (steps.length === 0) return {}
    const action = { label: t('undo.label'), onClick: () => void undo(steps) }
    return { duration: OFFERED_MS, action }
  }
  return wayBack
}
