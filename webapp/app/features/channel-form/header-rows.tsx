import type { FieldProblem } from '@cashbacktv/contract'
import { useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { inputBounds } from '../../shared/domain/input-bounds.ts'
import { FieldProblemText } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { withOneMore, withTyped } from './domain/growing-rows.ts'
import { HEADER_ROWS, type HeaderRow } from './domain/source-access.ts'
import { useChannelForm } from './form-context.tsx'
import { useControl } from './use-control.ts'

type HeaderRowsProps = {
  rows: HeaderRow[]
  /** Name of the field, as in `sources.0.headers`. */
  path: string
  problems: FieldProblem[]
  onChange: (rows: HeaderRow[]) => void
}

/** Names and values, with an empty row for one more: it works without JavaScript, and a cleared row is gone. */
export function HeaderRows({ rows, path, problems, onChange }: HeaderRowsProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { boundsAt } = useChannelForm()
  const control = useControl()
  const [shown, setShown] = useState(false)
  const general = problemAt(problems, path)
  const change = (at: number, part: Partial<HeaderRow>) => {
    onChange(withTyped(rows, HEADER_ROWS, { at, part }))
  }
  return (
    <fieldset className="grid gap-4 sm:gap-2">
      <legend className="pb-1.5 text-sm font-medium">{t('access.headers')}</legend>
      {general ? <FieldProblemText>{apiText.field(general)}</FieldProblemText> : null}
      {withOneMore(rows, HEADER_ROWS).map(({ name, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its name is being typed.
        <div key={at} className="grid gap-1.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <Input
            {...control(`${path}.${at}.name`)}
            aria-label={t('access.headerName', { number: at + 1 })}
            name={`${path}.${at}.name`}
            value={name}
            {...inputBounds(boundsAt(`${path}.${at}.name`))}
            placeholder={t('access.namePlaceholder')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => change(at, { name: event.target.value })}
          />
          <Input
            {...control(`${path}.${at}.value`)}
            aria-label={t('access.headerValue', { number: at + 1 })}
            name={`${path}.${at}.value`}
            value={value}
            type={shown ? 'text' : 'password'}
            placeholder={t('access.valuePlaceholder')}
            {...inputBounds(boundsAt(`${path}.${at}.value`))}
            autoComplete="new-password"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => change(at, { value: event.target.value })}
          />
          {(['name', 'value'] as const).map((part) => {
            const problem = problemAt(problems, `${path}.${at}.${part}`)
            return problem ? (
              <FieldProblemText key={part}>{apiText.field(problem)}</FieldProblemText>
            ) : null
          })}
        </div>
      ))}
      {rows.length > 0 ? (
        <label className="flex items-center gap-2 py-1 text-sm">
          <input
            type="checkbox"
            className="size-4"
            checked={shown}
            onChange={(event) => setShown(event.target.checked)}
          />
          {t('access.show')}
        </label>
      ) : null}
      <p className="text-xs text-dim">{t('access.headersHint')}</p>
    </fieldset>
  )
}
