import type { ChannelView } from '@cashbacktv/contract'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi, waits } from '../../shared/browser-api.ts'
import { NAV_ITEMS } from '../../shared/nav-items.ts'
import { useMayOperate } from '../../shared/use-user.ts'
import type { Commanded } from '../channel/commands.ts'
import { type Command, possibleCommands } from '../channel/domain/channel-status.ts'
import type { PaletteEntry } from './domain/palette.ts'

export type PaletteTarget =
  | { kind: 'go'; to: string }
  | { kind: 'command'; channel: Commanded; command: Command }
export type TargetedEntry = PaletteEntry & {
  target: PaletteTarget
  /** A command in two parts, so that a long name does not push out what is done to it. */
  parts?: { name: string; verb: string }
}

const COMMANDS: Command[] = ['start', 'stop', 'restart']

/** Pages at once; channels and what can be asked of them as soon as they have come. */
export function usePaletteEntries(): { entries: TargetedEntry[]; loading: boolean } {
  const { t } = useTranslation()
  const mayOperate = useMayOperate()
  const [channels, setChannels] = useState<ChannelView[] | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const abort = new AbortController()
    browserApi.channels.list
      .query({ page: 1, pageSize: 500 }, { signal: abort.signal, ...waits.page })
      .then(({ items }) => setChannels(items))
      .catch(() => setFailed(!abort.signal.aborted))
    return () => abort.abort()
  }, [])
  const entries = useMemo((): TargetedEntry[] => {
    const page = (to: string, label: string): TargetedEntry => ({
      id: `page ${to}`,
      kind: 'page',
      label,
      target: { kind: 'go', to },
    })
    const pages = NAV_ITEMS.map(({ to, key }) => page(to, t(`nav.${key}`)))
    pages.push(page('/wall', t('dashboard.wall')))
    pages.push(page('/rollouts', t('nav.rollouts')))
    if (mayOperate) {
      pages.push(page('/channels/new', t('list.add')))
      pages.push(page('/channels/deleted', t('nav.deleted')))
    }
    return [
      ...pages,
      ...(channels ?? []).flatMap((channel) => {
        const { id, name, desired, status } = channel
        const can = possibleCommands({ desired, status })
        const opens: TargetedEntry = {
          id: `channel ${id}`,
          kind: 'channel',
          label: name,
          target: { kind: 'go', to: `/channels/${id}` },
        }
        const commands = COMMANDS.filter((command) => mayOperate && can[command]).map(
          (command): TargetedEntry => ({
            id: `${command} ${id}`,
            kind: 'command',
            label: t(`command.${command}Named`, { name }),
            target: { kind: 'command', channel, command },
            parts: { name, verb: t(`command.${command}`) },
          }),
        )
        return [opens, ...commands]
      }),
    ]
  }, [channels, mayOperate, t])
  return { entries, loading: channels === null && !failed }
}
