import { Form, useSubmit } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { type FilterGroup, GroupSelect } from './group-select.tsx'

type GroupFormProps = {
  groups: readonly FilterGroup[]
  chosen: string | null
  /** What else its address says. */
  kept?: Readonly<Record<string, string>>
}

/** Narrows a page that has no other filter to a group. A plain GET form; with JavaScript it sends itself. */
export function GroupForm({ groups, chosen, kept = {} }: GroupFormProps) {
  const { t } = useTranslation()
  const submit = useSubmit()
  if (groups.length === 0) return null
  return (
    <Form
      method="get"
      aria-label={t('groupFilter.label')}
      className="flex items-center gap-2"
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <GroupSelect groups={groups} chosen={chosen} />
      <noscript>
        <Button type="submit">{t('groupFilter.apply')}</Button>
      </noscript>
    </Form>
  )
}
