import { Link } from '@remix-run/react'
import { MonitorPlay, Plus, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { OPEN_PALETTE } from '../palette/palette-trigger.tsx'
import { Button } from '../ui/button.tsx'

/** What people come to the dashboard for, one press away. */
export function QuickActions({ mayOperate }: { mayOperate: boolean }) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('dashboard.quick')} className="ml-auto flex flex-wrap gap-2 max-sm:ml-0">
      <Button onClick={() => window.dispatchEvent(new Event(OPEN_PALETTE))}>
        <Search aria-hidden="true" />
        {t('dashboard.palette')}
      </Button>
      <Button asChild>
        <Link to="/wall" prefetch="intent">
          <MonitorPlay aria-hidden="true" />
          {t('dashboard.wall')}
        </Link>
      </Button>
      {mayOperate ? (
        <Button look="primary" asChild>
          <Link to="/channels/new" prefetch="intent">
            <Plus aria-hidden="true" />
            {t('list.add')}
          </Link>
        </Button>
      ) : null}
    </nav>
  )
}
