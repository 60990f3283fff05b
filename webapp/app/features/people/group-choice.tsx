import type { ChannelGroupView } from '@cashbacktv/contract'
import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'

export type GroupOption = Pick<ChannelGroupView, 'id' | 'name'>

type GroupChoiceProps = {
  groups: readonly GroupOption[]
  /** Null is every channel. */
  chosen?: readonly string[] | null
  problem?: string | null | undefined
}

/** Of which channels somebody, or a key, learns anything. Not asked where there are no groups. */
export function GroupChoice({ groups, chosen = null, problem }: GroupChoiceProps) {
  const { t } = useTranslation()
  const [reach, setReach] = useState<'all' | 'groups'>(chosen === null ? 'all' : 'groups')
  const isBrowser = useIsBrowser()
  if (groups.length === 0 && chosen === null) return null
  return (
    <div className="grid w-full max-w-xs content-start gap-2">
      <Field
        label={t('groups.reach')}
        hint={t(`groups.reachText.${reach}`)}
        {...(problem ? { problem } : {})}
      >
        {(binding) => (
          <Select
            {...binding}
            name="reach"
            defaultValue={reach}
            onChange={({ target }) => setReach(target.value === 'groups' ? 'groups' : 'all')}
          >
            <option value="all">{t('groups.reachAll')}</option>
            <option value="groups">{t('groups.reachGroups')}</option>
          </Select>
        )}
      </Field>
      {reach === 'groups' || !isBrowser ? (
        <fieldset className="grid gap-1">
          <legend className="sr-only">{t('groups.title')}</legend>
          {groups.map(({ id, name }) => (
            <label key={id} className="flex items-center gap-2 py-1 text-sm">
              <input
                type="checkbox"
                name="groupId"
                value={id}
                className="size-4"
                defaultChecked={chosen?.includes(id) ?? false}
              />
              {name}
            </label>
          ))}
        </fieldset>
      ) : null}
    </div>
  )
}
