import { Form } from '@remix-run/react'
import { type LucideIcon, Play, RotateCcw, Square } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import type { Commanded } from './commands.ts'
import type { Command } from './domain/channel-status.ts'
import { useCommand } from './use-command.ts'

type ChannelCommandsProps = {
  channel: Commanded
  can: Record<Command, boolean>
  /** With words on a channel's page, as icons where there are many. */
  withWords?: boolean
}

const COMMANDS: readonly [Command, LucideIcon][] = [
  ['start', Play],
  ['restart', RotateCcw],
  ['stop', Square],
]

/**
 * Start, restart and stop, each always in its own place: a second press never is another command. A
 * form with buttons, so that it works before and without JavaScript.
 */
export function ChannelCommands({ channel, can, withWords }: ChannelCommandsProps) {
  const { t } = useTranslation()
  const { give } = useCommand()
  const press = (event: MouseEvent, command: Command) => {
    event.preventDefault()
    if (can[command]) give(channel, command)
  }
  return (
    <Form
      method="post"
      action={`/channels/${channel.id}/command`}
      reloadDocument
      className={withWords ? 'flex flex-wrap gap-1.5 max-[26rem]:[&_svg]:hidden' : 'flex'}
    >
      {COMMANDS.map(([command, Icon]) => (
        <Button
          key={command}
          type="submit"
          name="command"
          value={command}
          look={withWords ? 'plain' : 'quiet'}
          size={withWords ? 'normal' : 'icon'}
          // Not `disabled`: that would take the focus from who has just pressed it.
          aria-disabled={!can[command]}
          onClick={(event) => press(event, command)}
          title={withWords ? undefined : t(`command.${command}`)}
          aria-label={t(`command.${command}Named`, { name: channel.name })}
        >
          <Icon aria-hidden="true" />
          {withWords ? t(`command.${command}`) : null}
        </Button>
      ))}
    </Form>
  )
}
