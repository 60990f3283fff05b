import { useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { toApiProblem } from '../../shared/domain/api-problem.ts'
import { toast } from '../../ui/toast.ts'
import { askBulk, type BulkAction } from './ask-bulk.ts'
import { summariseBulk, undoOf } from './domain/bulk-summary.ts'
import { useUndo } from './use-undo.ts'

/** Does a bulk action, says what came of it and offers the way back where there is one. */
export function useBulkAction() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { revalidate } = useRevalidator()
  const wayBack = useUndo()
  const [busy, setBusy] = useState(false)

  /** Answers what is left to do: none where all was done, all where nothing was. */
  async function run(
    channelIds: readonly string[],
    action: BulkAction,
  ): Promise<readonly string[]> {
    setBusy(true)
    try {
      const { channels, failure, left } = await askBulk(channelIds, action, false)
      const { changed, obstacles } = summariseBulk(channels)
      const failed = obstacles.copies + obstacles.missing + obstacles.taken
      const said = t(`bulk.done.${action.kind}`, { count: changed })
      const text = failed > 0 ? `${said} ${t('undo.notDone', { count: failed })}` : said
      const options = wayBack(undoOf(action.kind, channels))
      if (failed > 0) toast.warning(text, options)
      else toast.success(text, options)
      revalidate()
      if (failure !== null) {
        const why = apiText.problem(toApiProblem(failure))
        toast.error(`${why} ${t('bulk.left', { count: left.length })}`)
      }
      return left
    } catch (failure) {
      toast.error(apiText.problem(toApiProblem(failure)))
      return channelIds
    } finally {
      setBusy(false)
    }
  }
  return { run, busy }
}
