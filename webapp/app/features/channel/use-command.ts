import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { toApiProblem } from '../../shared/domain/api-problem.ts'
import { toast } from '../../ui/toast.ts'
import { askToStop, type Commanded, isOnAir, isUnderWay, sendCommand } from './commands.ts'
import { COMMAND_BACK, type Command } from './domain/channel-status.ts'

/** Gives a channel a command and says what came of it; asks before it takes away what is on air. */
export function useCommand() {
  const { t } = useTranslation()
  const apiText = useApiText()

  async function send(channel: Commanded, command: Command) {
    const { id, name } = channel
    try {
      await sendCommand(id, command)
      const back = COMMAND_BACK[command]
      const undo = back && { label: t('undo.label'), onClick: () => give(channel, back) }
      toast.success(t(`command.done.${command}`, { name }), undo ? { action: undo } : {})
    } catch (failure) {
      const message = apiText.problem(toApiProblem(failure))
      toast.error(t('command.failed', { name, message }))
    }
  }
  /** A second press while the first is under way is the same press. */
  function give(channel: Commanded, command: Command) {
    if (isUnderWay(channel.id)) return
    if (command === 'stop' && isOnAir(channel)) askToStop(channel)
    else void send(channel, command)
  }
  return { give, send }
}
