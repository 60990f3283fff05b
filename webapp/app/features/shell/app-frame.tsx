import { Link, NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { NAV_ITEMS } from '../../shared/nav-items.ts'
import { AlarmWhenWanted } from '../alerts/alarm-when-wanted.tsx'
import { WaitingBadge } from '../alerts/waiting-badge.tsx'
import { LeaveGuard } from '../away/leave-guard.tsx'
import { LogInAgain } from '../away/log-in-again.tsx'
import { StopQuestion } from '../channel/stop-question.tsx'
import { PaletteTrigger } from '../palette/palette-trigger.tsx'
import { BrandMark } from './brand.tsx'
import { ConnectionState } from './connection-state.tsx'
import { LostConnection } from './lost-connection.tsx'
import { PageKeys } from './page-keys.tsx'
import { useFocusOnNavigation } from './use-focus-on-navigation.ts'
import { UserMenu } from './user-menu.tsx'

type AppFrameProps = {
  user: { email: string; role: 'viewer' | 'operator' | 'admin' }
  children: ReactNode
}

/** Navigation at the side, on a phone at the foot; the state of the live connection is always in sight. */
export function AppFrame({ user, children }: AppFrameProps) {
  const { t } = useTranslation()
  useFocusOnNavigation('content')
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('nav.skip')}
      </a>
      <div className="sticky top-0 z-30 flex h-13 items-center gap-3 border-b border-line bg-surface px-4 lg:h-dvh lg:flex-col lg:items-stretch lg:gap-1 lg:border-r lg:border-b-0 lg:p-3">
        <Link to="/" className="flex items-center gap-2.5 rounded-md lg:px-1.5 lg:py-2">
          <BrandMark className="size-7" />
          <span className="text-sm leading-tight font-semibold max-sm:sr-only">
            CashbackTV
            <span className="block text-xs font-normal text-dim">{t('app.short')}</span>
          </span>
        </Link>
        <PaletteTrigger />
        <MainNavigation />
        <div className="ml-auto flex items-center gap-1 lg:mt-auto lg:ml-0 lg:flex-col lg:items-stretch">
          <ConnectionState />
          <UserMenu user={user} />
        </div>
      </div>
      <div className="min-w-0 pb-20 lg:pb-0">
        <LostConnection />
        <AlarmWhenWanted />
        <PageKeys />
        <LeaveGuard />
        <StopQuestion />
        <LogInAgain email={user.email} />
        <main id="content" tabIndex={-1} className="p-4 outline-none sm:p-5 2xl:p-6">
          {children}
        </main>
      </div>
    </div>
  )
}

function MainNavigation() {
  const { t } = useTranslation()
  return (
    <nav
      aria-label={t('nav.label')}
      className="max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:border-t max-lg:border-line max-lg:bg-surface lg:mt-3"
    >
      <ul className="flex max-lg:justify-around lg:flex-col lg:gap-0.5">
        {NAV_ITEMS.map(({ to, key, icon: Icon, isWideOnly }) => (
          <li key={to} className={isWideOnly ? 'max-lg:hidden' : 'max-lg:flex-1'}>
            <NavLink
              to={to}
              end={to === '/'}
              prefetch="intent"
              className={({ isActive }) =>
                classNames(
                  'relative flex items-center gap-2.5 rounded-md px-2.5 text-sm max-lg:h-15 max-lg:flex-col max-lg:justify-center max-lg:gap-1 max-lg:px-0 max-lg:text-xs max-lg:whitespace-nowrap max-sm:tracking-tight lg:h-9',
                  isActive
                    ? 'font-medium text-accent lg:bg-accent-soft lg:text-ink'
                    : 'text-dim hover:bg-raised hover:text-ink',
                )
              }
            >
              <Icon aria-hidden="true" className="size-4.5 shrink-0" />
              {t(`nav.${key}`)}
              {key === 'alerts' ? <WaitingBadge /> : null}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
