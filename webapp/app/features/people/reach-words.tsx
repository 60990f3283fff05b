import type { Role } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { namesOfLimit } from './domain/group-limit.ts'
import type { GroupOption } from './group-choice.tsx'

type ReachWordsProps = {
  role: Role
  /** Null is every channel. */
  groupIds: readonly string[] | null
  groups: readonly GroupOption[]
}

/** In a row of somebody or of a key: the groups that it is limited to. Nothing for who is not. */
export function ReachWords({ role, groupIds, groups }: ReachWordsProps) {
  const { t } = useTranslation()
  const names = role === 'admin' ? null : namesOfLimit(groupIds, groups)
  if (names === null) return null
  return (
    <>
      {' · '}
      {names.length > 0
        ? t('groups.limited', { count: names.length, names: names.join(', ') })
        : t('groups.limitedToNothing')}
    </>
  )
}
