import { Form, useSubmit } from '@remix-run/react'
import { ArrowDownWideNarrow, LayoutGrid, List, Search } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { type FilterGroup, GroupSelect } from '../group-filter/group-select.tsx'
import { LIST_FILTERS, LIST_ORDERS, LIST_VIEWS, type ListQuery } from './domain/channel-list.ts'

const VIEW_ICONS = { grid: LayoutGrid, list: List }

type ListToolbarProps = {
  query: ListQuery
  groups: readonly FilterGroup[]
  /** The group that the list is narrowed to. */
  chosen: string | null
}

/** How the list is shown, kept in the address. A plain GET form; with JavaScript it sends itself. */
export function ListToolbar({ query, groups, chosen }: ListToolbarProps) {
  const { t } = useTranslation()
  const submit = useSubmit()
  const typing = useRef<ReturnType<typeof setTimeout>>()
  const send = (form: HTMLFormElement, delayMs: number) => {
    clearTimeout(typing.current)
    typing.current = setTimeout(
      () => submit(form, { replace: true, preventScrollReset: true }),
      delayMs,
    )
  }
  return (
    <Form
      role="search"
      method="get"
      action="/channels"
      className="flex flex-wrap items-center gap-2"
      onChange={(event) => {
        const isText = event.target instanceof HTMLInputElement && event.target.type === 'search'
        send(event.currentTarget, isText ? 200 : 0)
      }}
    >
      {query.reversed ? <input type="hidden" name="reversed" value="1" /> : null}
      <div className="relative min-w-48 flex-1 sm:max-w-80">
        <Search aria-hidden="true" className="absolute top-2.5 left-2.5 size-4 text-dim" />
        <Input
          type="search"
          name="search"
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          defaultValue={query.search}
          className="pl-8"
        />
      </div>
      <Select
        name="filter"
        aria-label={t('list.filter')}
        defaultValue={query.filter}
        className="w-auto"
      >
        {LIST_FILTERS.map((filter) => (
          <option key={filter} value={filter}>
            {t(`list.filters.${filter}`)}
          </option>
        ))}
      </Select>
      <GroupSelect groups={groups} chosen={chosen} />
      <div className="relative">
        <ArrowDownWideNarrow
          aria-hidden="true"
          className="absolute top-2.5 left-2.5 size-4 text-dim"
        />
        <Select
          name="order"
          aria-label={t('list.order')}
          key={query.order}
          defaultValue={query.order}
          className="w-auto pl-8"
        >
          {LIST_ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`list.orders.${order}`)}
            </option>
          ))}
        </Select>
      </div>
      <Segmented
        legend={t('list.view')}
        name="view"
        value={query.view}
        iconsOnly
        options={LIST_VIEWS.map((value) => ({
          value,
          label: t(`list.views.${value}`),
          icon: VIEW_ICONS[value],
        }))}
      />
      <noscript>
        <Button type="submit">{t('list.apply')}</Button>
      </noscript>
    </Form>
  )
}
