import type { SignedAddress } from '@cashbacktv/contract'
import { useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { toApiProblem } from '../../shared/domain/api-problem.ts'

/** What is done about who may watch a channel, one thing at a time, and what came of the last. */
export function usePlaybackAccess(id: string) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [signed, setSigned] = useState<SignedAddress | null>(null)
  const [playbackKey, setKey] = useState<string | null>(null)

  async function act(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    setProblem(null)
    setDone(null)
    try {
      await work()
    } catch (failure) {
      setProblem(apiText.problem(toApiProblem(failure)))
    } finally {
      setBusy(false)
    }
  }

  const { playback } = browserApi
  return {
    busy,
    problem,
    done,
    signed,
    playbackKey,
    sign: ({ seconds, viewer }: { seconds: number; viewer: string }) =>
      act(async () => {
        const named = viewer === '' ? {} : { viewer }
        setSigned(await playback.sign.mutate({ id, seconds, ...named }))
      }),
    endViewer: (viewer: string) =>
      act(async () => {
        await playback.endViewer.mutate({ id, viewer })
        setSigned(null)
        setDone(t('playback.viewerEnded', { viewer }))
      }),
    endAll: () =>
      act(async () => {
        await playback.endAll.mutate({ id })
        setSigned(null)
        setKey(null)
        setDone(t('playback.allEnded'))
      }),
    revealKey: () => act(async () => setKey((await playback.revealKey.mutate({ id })).key)),
  }
}
