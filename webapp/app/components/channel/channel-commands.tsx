import type { ChannelView } from '@cashbacktv/contract'
import { useFetcher } from '@remix-run/react'
import { type LucideIcon, Play, RotateCcw, Square } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import type { ApiProblem } from '../../domain/api-problem.ts'
import { COMMAND_BACK, type Command } from '../../domain/channel-status.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { Button } from '../ui/button.tsx'
import { commandKey } from './use-channel-state.ts'

type Answer = { command: Command; problem?: ApiProblem }
type ChannelCommandsProps = {
  channel: Pick<ChannelView, 'id' | 'name'>
  can: Record<Command, boolean>
  /** With words on a channel's page, as icons where there are many. */
  withWords?: boolean
}

const ICONS: Record<Command, LucideIcon> = { start: Play, stop: Square, restart: RotateCcw }

/** Start, stop and restart. A form with buttons, so that it works before and without JavaScript. */
export function ChannelCommands({ channel, can, withWords }: ChannelCommandsProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const fetcher = useFetcher<Answer>({ key: commandKey(channel.id) })
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once an answer, whatever else changes
  useEffect(() => {
    if (!answer) return
    const { name } = channel
    if (answer.problem) {
      toast.error(t('command.failed', { name, message: apiText.problem(answer.problem) }))
    } else toast.success(t(`command.done.${answer.command}`, { name }), undoOf(answer.command))
  }, [answer])
  const undoOf = (command: Command) => {
    const back = COMMAND_BACK[command]
    if (!back) return {}
    const undo = () =>
      fetcher.submit(
        { command: back },
        { method: 'post', action: `/channels/${channel.id}/command` },
      )
    return { action: { label: t('undo.label'), onClick: undo } }
  }
  const shown: Command[] = can.start ? ['start'] : ['restart', 'stop']
  return (
    <fetcher.Form method="post" action={`/channels/${channel.id}/command`} className="flex gap-1">
      {shown.map((command) => {
        const Icon = ICONS[command]
        return (
          <Button
            key={command}
            type="submit"
            name="command"
            value={command}
            look={withWords ? 'plain' : 'quiet'}
            size={withWords ? 'normal' : 'icon'}
            disabled={!can[command]}
            title={withWords ? undefined : t(`command.${command}`)}
            aria-label={t(`command.${command}Named`, { name: channel.name })}
          >
            <Icon aria-hidden="true" />
            {withWords ? t(`command.${command}`) : null}
          </Button>
        )
      })}
    </fetcher.Form>
  )
}
