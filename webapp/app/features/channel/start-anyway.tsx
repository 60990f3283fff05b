import type { ChannelView } from '@cashbacktv/contract'
import { useFetcher } from '@remix-run/react'
import { useEffect, useId } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'

type StartAnywayProps = { channel: Pick<ChannelView, 'id' | 'name'> }

/** Lets a channel start that waits for room. A form of its own: no other button takes its place. */
export function StartAnyway({ channel }: StartAnywayProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const hintId = useId()
  const fetcher = useFetcher<{ problem?: ApiProblem }>()
  const problem = fetcher.state === 'idle' ? fetcher.data?.problem : undefined
  const { id, name } = channel
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once an answer, whatever else changes
  useEffect(() => {
    if (!problem) return
    toast.error(t('command.failed', { name, message: apiText.problem(problem) }))
  }, [problem])
  return (
    <fetcher.Form
      method="post"
      action={`/channels/${id}/command`}
      className="mt-1.5 grid justify-items-start gap-1"
    >
      <input type="hidden" name="command" value="start" />
      <input type="hidden" name="anyway" value="on" />
      <Button
        type="submit"
        disabled={fetcher.state !== 'idle'}
        aria-describedby={hintId}
        aria-label={t('room.anywayNamed', { name })}
      >
        {t('room.anyway')}
      </Button>
      <p id={hintId} className="text-xs text-dim">
        {t('room.anywayHint')}
      </p>
    </fetcher.Form>
  )
}
