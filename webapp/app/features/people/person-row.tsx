import type { UserView } from '@cashbacktv/contract'
import { ChevronDown, KeyRound } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { Instant } from '../../ui/elapsed.tsx'
import type { GroupOption } from './group-choice.tsx'
import { PersonActions } from './person-actions.tsx'
import { ReachWords } from './reach-words.tsx'

type PersonRowProps = {
  person: UserView
  mailsLinks: boolean
  groups: readonly GroupOption[]
  isMe: boolean
  open: boolean
}

/** One person on one line; what can be done is behind a disclosure that needs no JavaScript. */
export function PersonRow({ person, mailsLinks, groups, isMe, open }: PersonRowProps) {
  const { t } = useTranslation()
  const { email, role, disabledAt, forgotAt, lastSeenAt, sessions, secondStep, passkeys } = person
  return (
    <details className="group" open={open}>
      <summary
        aria-label={t('people.manage', { email })}
        className="flex cursor-pointer list-none flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm hover:bg-raised [&::-webkit-details-marker]:hidden"
      >
        <span className="min-w-0 flex-1 basis-56">
          <span
            className={classNames(
              'block font-medium [overflow-wrap:anywhere]',
              disabledAt !== null && 'text-dim',
            )}
          >
            {email}
            {isMe ? (
              <span className="ml-2 text-xs font-normal text-dim">({t('people.you')})</span>
            ) : null}
          </span>
          <span className="block text-xs text-dim">
            {t(`role.${role}`)}
            <ReachWords role={role} groupIds={person.groupIds} groups={groups} />
            {' · '}
            {disabledAt === null ? t('people.active') : t('people.disabled')}
            {secondStep ? ` · ${t('secondStep.of')}` : ''}
            {passkeys > 0 ? ` · ${t('passkey.of', { count: passkeys })}` : ''}
          </span>
        </span>
        {forgotAt ? (
          <span className="inline-flex items-center gap-1.5 rounded-sm bg-warning-soft px-2 py-0.5 text-xs">
            <KeyRound aria-hidden="true" className="size-3.5 text-warning" />
            {t('people.forgot')} <Instant at={forgotAt} />
          </span>
        ) : null}
        <span className="text-xs text-dim sm:w-64 sm:text-right">
          {t('people.seen')}: {lastSeenAt ? <Instant at={lastSeenAt} /> : t('people.never')}
          {sessions > 0 ? ` · ${t('people.sessions', { count: sessions })}` : ''}
        </span>
        <span className="inline-flex items-center gap-1 text-xs text-dim">
          {t('people.manageShort')}
          <ChevronDown aria-hidden="true" className="size-4 group-open:rotate-180" />
        </span>
      </summary>
      <PersonActions groups={groups} person={person} mailsLinks={mailsLinks} />
    </details>
  )
}
