import { MonitorPlay, Search } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { AddChannelLink } from '../channel/add-channel-link.tsx'
import { OPEN_PALETTE } from '../palette/palette-trigger.tsx'

type QuickActionsProps = {
  mayOperate: boolean
  /** The address of the wall. */
  wall: string
}

/** What people come to the dashboard for, one press away. */
export function QuickActions({ mayOperate, wall }: QuickActionsProps) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('dashboard.quick')} className="ml-auto flex flex-wrap gap-2 max-sm:ml-0">
      <Button onClick={() => window.dispatchEvent(new Event(OPEN_PALETTE))}>
        <Search aria-hidden="true" />
        {t('dashboard.palette')}
      </Button>
      <LinkButton to={wall}>
        <MonitorPlay aria-hidden="true" />
        {t('dashboard.wall')}
      </LinkButton>
      {mayOperate ? <AddChannelLink /> : null}
    </nav>
  )
}
