import type { BulkResult } from '@cashbacktv/contract'
import { useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { toApiProblem } from '../../domain/api-problem.ts'
import { summariseBulk, type UndoStep, undoOf } from '../../domain/bulk-summary.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { browserApi } from '../../lib/browser-api.ts'

export type BulkAction =
  | { kind: 'start' | 'stop' | 'restart' | 'delete' }
  | { kind: 'preset'; presetId: string }
  | { kind: 'logo'; logo: object | null }

type Input = Parameters<typeof browserApi.channels.bulk.mutate>[0]

/** The API checks the body; its ids are plain texts until then. */
export function askBulk(
  channelIds: readonly string[],
  action: BulkAction,
  dryRun: boolean,
): Promise<BulkResult> {
  return browserApi.channels.bulk.mutate({ channelIds, action, dryRun } as unknown as Input)
}

/** Does a bulk action, says what came of it and offers the way back where there is one. */
export function useBulkAction() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { revalidate } = useRevalidator()
  const [busy, setBusy] = useState(false)

  async function undo(steps: readonly UndoStep[]) {
    try {
      for (const { channelIds, action } of steps) await askBulk(channelIds, action, false)
      toast.success(t('bulk.undone'))
    } catch (failure) {
      toast.error(apiText.problem(toApiProblem(failure)))
    }
    revalidate()
  }
  async function run(channelIds: readonly string[], action: BulkAction): Promise<boolean> {
    setBusy(true)
    try {
      const { channels } = await askBulk(channelIds, action, false)
      const { changed, obstacles } = summariseBulk(channels)
      const steps = undoOf(action.kind, channels)
      const failed = obstacles.copies + obstacles.missing
      const said = t(`bulk.done.${action.kind}`, { count: changed })
      const text = failed > 0 ? `${said} ${t('bulk.notDone', { count: failed })}` : said
      const options =
        steps.length > 0
          ? {
              duration: 12_000,
              action: { label: t('bulk.undo'), onClick: () => void undo(steps) },
            }
          : {}
      if (failed > 0) toast.warning(text, options)
      else toast.success(text, options)
      revalidate()
      return true
    } catch (failure) {
      toast.error(apiText.problem(toApiProblem(failure)))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { run, busy }
}
