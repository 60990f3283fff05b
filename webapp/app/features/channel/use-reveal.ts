import type { Source } from '@cashbacktv/contract'
import { useCallback, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { toApiProblem } from '../../shared/domain/api-problem.ts'

/** Asks for sources whole, one at a time. That somebody did is written down, so nothing asks by itself. */
export function useReveal(channelId: string) {
  const apiText = useApiText()
  const [problem, setProblem] = useState<string | null>(null)
  const reveal = useCallback(
    async (sourceId: string): Promise<Source | null> => {
      setProblem(null)
      try {
        const { sources } = await browserApi.sources.reveal.mutate({ id: channelId, sourceId })
        return sources[0] ?? null
      } catch (failure) {
        setProblem(apiText.problem(toApiProblem(failure)))
        return null
      }
    },
    [channelId, apiText],
  )
  return { reveal, problem }
}
