import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { fold } from '../../shared/domain/fold.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { FieldProblemText } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import type { Named } from './domain/named.ts'

type ChooseManyProps = {
  name: string
  legend: string
  hint: string
  items: readonly Named[]
  chosen: readonly string[]
  problem: string | undefined
}

/** A list with more than this can be searched. */
const FEW = 8

/** Any number of a list, by name. What a search hides stays chosen. */
export function ChooseMany({ name, legend, hint, items, chosen, problem }: ChooseManyProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [count, setCount] = useState(chosen.length)
  const isBrowser = useIsBrowser()
  const sought = fold(search.trim())
  return (
    <fieldset
      className="grid min-w-0 content-start gap-1.5"
      onChange={(event) => setCount(event.currentTarget.querySelectorAll(':checked').length)}
    >
      <legend className="pb-1.5 text-sm font-medium">
        {legend}{' '}
        <span className="font-normal text-dim">({t('alertTarget.chosen', { count })})</span>
      </legend>
      {isBrowser && items.length > FEW ? (
        <Input
          type="search"
          aria-label={`${t('alertTarget.search')}: ${legend}`}
          placeholder={t('alertTarget.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault()
          }}
        />
      ) : null}
      <ScrollBox
        label={legend}
        className="max-h-56 overflow-y-auto rounded-md border border-line py-1"
      >
        {items.map(({ id, name: text }) => (
          <label
            key={id}
            className={classNames(
              'flex min-h-8 items-center gap-2.5 px-3 py-1 text-sm hover:bg-raised',
              sought !== '' && !fold(text).includes(sought) && 'hidden',
            )}
          >
            <input
              type="checkbox"
              name={name}
              value={id}
              defaultChecked={chosen.includes(id)}
              className="size-4 shrink-0"
            />
            <span className="min-w-0 flex-1 truncate" title={text}>
              {text}
            </span>
          </label>
        ))}
      </ScrollBox>
      <p className="text-xs text-dim">{hint}</p>
      {problem ? <FieldProblemText>{problem}</FieldProblemText> : null}
    </fieldset>
  )
}
