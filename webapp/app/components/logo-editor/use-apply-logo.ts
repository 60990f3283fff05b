import type { ChannelView } from '@cashbacktv/contract'
import { useNavigate, useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { toApiProblem } from '../../domain/api-problem.ts'
import type { LogoValues } from '../../domain/channel-form.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { browserApi } from '../../lib/browser-api.ts'

/** Gives one channel its logo, with the way back at hand, or many of them in waves. */
export function useApplyLogo(channel: ChannelView) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const [busy, setBusy] = useState(false)
  const { id, name, logo: before } = channel
  const store = async (logo: LogoValues | null) => {
    await browserApi.channels.update.mutate({ id, logo })
    revalidate()
  }
  const say = (failure: unknown) => {
    const problem = toApiProblem(failure)
    const detail = problem.details[0]?.message
    toast.error(detail ? apiText.sentence(detail) : apiText.problem(problem))
  }
  const goBack = () =>
    store(before).then(() => toast.success(t('logoEditor.undone', { name })), say)

  async function apply(logo: LogoValues | null, channelIds: readonly string[], waveSize: number) {
    setBusy(true)
    try {
      if (channelIds.length === 1 && channelIds[0] === id) {
        await store(logo)
        toast.success(t('logoEditor.saved', { name }), {
          duration: 12_000,
          action: { label: t('bulk.undo'), onClick: () => void goBack() },
        })
      } else {
        const input = { channelIds: [...channelIds], logo, waveSize }
        const rollout = await browserApi.rollouts.create.mutate(input)
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
