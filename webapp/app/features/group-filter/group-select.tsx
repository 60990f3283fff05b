import type { ChannelGroupView } from '@cashbacktv/contract'
import { useEffect, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { Select } from '../../ui/input.tsx'
import { GROUP_PARAMETER } from './domain/group-filter.ts'

export type FilterGroup = Pick<ChannelGroupView, 'id' | 'name'>

type GroupSelectProps = {
  groups: readonly FilterGroup[]
  chosen: string | null
  className?: string
}

/** A field of a form that narrows a page to a group. Not there where there are no groups. */
export function GroupSelect({ groups, chosen, className }: GroupSelectProps) {
  const { t } = useTranslation()
  const select = useRef<HTMLSelectElement>(null)
  const wasRead = useRef(false)
  // Kept by hand: a new element for another choice would lose the focus.
  useEffect(() => {
    const shown = select.current
    const isOther = shown && shown.value !== (chosen ?? '')
    // What was chosen before there were scripts holds, and nobody has heard of it yet.
    if (isOther && !wasRead.current) shown.dispatchEvent(new Event('change', { bubbles: true }))
    if (isOther && wasRead.current) shown.value = chosen ?? ''
    wasRead.current = true
  }, [chosen])
  if (groups.length === 0) return null
  return (
    <Select
      name={GROUP_PARAMETER}
      aria-label={t('groupFilter.label')}
      ref={select}
      defaultValue={chosen ?? ''}
      className={classNames('w-auto max-w-56', className)}
    >
      <GroupOptions groups={groups} />
    </Select>
  )
}

/** All, or one of them. */
export function GroupOptions({ groups }: { groups: readonly FilterGroup[] }) {
  const { t } = useTranslation()
  return (
    <>
      <option value="">{t('groupFilter.all')}</option>
      {groups.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  )
}
