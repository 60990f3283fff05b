import { useTranslation } from '../../i18n/use-translation.ts'
import { useUser } from '../../shared/use-user.ts'

type GroupOptionsProps = { groups: readonly { id: string; name: string }[]; chosen: string }

/** Groups that a channel may be put into. Who is limited to groups puts every channel into one of them. */
export function GroupOptions({ groups, chosen }: GroupOptionsProps) {
  const { t } = useTranslation()
  const isLimited = useUser()?.groupIds != null
  const isOneOnly = isLimited && groups.length === 1 && chosen === ''
  return (
    <>
      {isOneOnly ? null : (
        <option value="">{t(isLimited ? 'groups.choose' : 'groups.noGroup')}</option>
      )}
      {groups.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  )
}
