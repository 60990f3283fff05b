import { type LucideIcon, Server, Settings, Tv } from 'lucide-react'

/** Places of the main navigation, in order. `key` is below `nav` of the translations. */
export const NAV_ITEMS: readonly {
  to: string
  key: 'channels' | 'hosts' | 'settings'
  icon: LucideIcon
}[] = [
  { to: '/channels', key: 'channels', icon: Tv },
  { to: '/hosts', key: 'hosts', icon: Server },
  { to: '/settings', key: 'settings', icon: Settings },
]
