import type { QualityMeasurement } from '@cashbacktv/contract'
import { useState } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'

type State = { measuring: boolean; found: QualityMeasurement | null; problem: ApiProblem | null }

/** Has the host measure; a second press while the first is under way is the same press. */
export function useQualityMeasurement(channelId: string) {
  const [state, setState] = useState<State>({ measuring: false, found: null, problem: null })

  async function measure() {
    if (state.measuring) return
    setState((old) => ({ ...old, measuring: true, problem: null }))
    try {
      const found = await browserApi.channels.measureQuality.mutate({ id: channelId })
      setState({ measuring: false, found, problem: null })
    } catch (failure) {
      setState((old) => ({ ...old, measuring: false, problem: toApiProblem(failure) }))
    }
  }
  return { ...state, measure }
}
