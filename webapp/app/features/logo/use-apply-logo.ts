import type { ChannelView } from '@cashbacktv/contract'
import { useNavigate, useRevalidator } from '@remix-run/react'
import { useRef, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi, waits } from '../../shared/browser-api.ts'
import { toApiProblem } from '../../shared/domain/api-problem.ts'
import { toast } from '../../ui/toast.ts'
import type { LogoValues } from './domain/logo-values.ts'
import { randomId } from './random-id.ts'

/** Gives one channel its logo, with the way back at hand, or many of them in waves. */
export function useApplyLogo(channel: ChannelView, onLeave: () => void) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const [busy, setBusy] = useState(false)
  // What somebody else has put there meanwhile, once it was said.
  const said = useRef<string | null>(null)
  const { id, name, logo: before } = channel
  const store = async (logo: LogoValues | null) => {
    await browserApi.channels.update.mutate({ id, logo }, waits.save)
    revalidate()
  }
  /** Says once that somebody else has changed the logo since it was shown here. */
  const isChangedMeanwhile = async (logo: LogoValues | null) => {
    const now = JSON.stringify((await browserApi.channels.get.query({ id }, waits.save)).logo)
    const expected = [JSON.stringify(before), JSON.stringify(logo), said.current]
    if (expected.includes(now)) return false
    said.current = now
    toast.warning(t('changed.title', { fields: t('form.logo') }), {
      description: t('logoEditor.changedMeanwhile'),
    })
    return true
  }
  const say = (failure: unknown) => {
    if (isGivenUp(failure)) return
    const problem = toApiProblem(failure)
    const detail = problem.details[0]
    toast.error(detail ? apiText.field(detail) : apiText.problem(problem))
  }
  const goBack = () =>
    store(before).then(() => toast.success(t('logoEditor.undone', { name })), say)

  async function apply(logo: LogoValues | null, channelIds: readonly string[], waveSize: number) {
    setBusy(true)
    try {
      if (channelIds.length === 1 && channelIds[0] === id) {
        if (await isChangedMeanwhile(logo)) return
        await store(logo)
        toast.success(t('logoEditor.saved', { name }), {
          duration: 12_000,
          action: { label: t('undo.label'), onClick: () => void goBack() },
        })
      } else {
        const input = { id: randomId(), channelIds: [...channelIds], logo, waveSize }
        const rollout = await browserApi.rollouts.create.mutate(input, waits.save)
        onLeave()
        navigate(`/rollouts/${rollout.id}`)
      }
    } catch (failure) {
      say(failure)
    } finally {
      setBusy(false)
    }
  }
  return { apply, busy }
}

/** A person did not want to wait for the server any longer. */
function isGivenUp(failure: unknown): boolean {
  const cause = failure instanceof Error && failure.cause ? failure.cause : failure
  return cause instanceof DOMException && cause.name === 'AbortError'
}
