import {
  Activity,
  Bell,
  ChartColumn,
  Clapperboard,
  LayoutDashboard,
  type LucideIcon,
  Server,
  Settings,
  Tv,
} from 'lucide-react'

/** Places of the main navigation, in order. `key` is below `nav` of the translations. */
export const NAV_ITEMS: readonly {
  to: string
  key:
    | ('dashboard' | 'channels' | 'recordings' | 'alerts' | 'monitoring')
    | ('analytics' | 'hosts' | 'settings')
  /** Six fit at the foot of a phone; these are reached by other pages there. */
  isWideOnly?: true
  icon: LucideIcon
}[] = [
  { to: '/', key: 'dashboard', icon: LayoutDashboard },
  { to: '/channels', key: 'channels', icon: Tv },
  { to: '/recordings', key: 'recordings', icon: Clapperboard, isWideOnly: true },
  { to: '/alerts', key: 'alerts', icon: Bell },
  { to: '/monitoring', key: 'monitoring', icon: Activity },
  { to: '/analytics', key: 'analytics', icon: ChartColumn, isWideOnly: true },
  { to: '/hosts', key: 'hosts', icon: Server },
  { to: '/settings', key: 'settings', icon: Settings },
]
