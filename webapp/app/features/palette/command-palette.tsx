import { useNavigate } from '@remix-run/react'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../../shared/class-names.ts'
import { useReturnFocus } from '../../shared/use-return-focus.ts'
import { useCommand } from '../channel/use-command.ts'
import { findEntries } from './domain/palette.ts'
import { type PaletteTarget, type TargetedEntry, usePaletteEntries } from './use-palette-entries.ts'

type CommandPaletteProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** Pages, channels and commands by a few letters. A combobox: the focus stays in the field. */
export function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  const { t } = useTranslation()
  const id = useId()
  const returnFocus = useReturnFocus()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const { entries, loading } = usePaletteEntries(open)
  const run = useTarget(() => onOpenChange(false))
  const found = findEntries(entries, query)
  const place = Math.min(active, Math.max(0, found.length - 1))
  const optionId = (index: number) => `${id}-option-${index}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: each opening begins anew
  useEffect(() => {
    setQuery('')
    setActive(0)
  }, [open])
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = found[place]
    if (event.key === 'Enter' && entry) run(entry.target)
    else if (event.key === 'ArrowDown') setActive((place + 1) % Math.max(1, found.length))
    else if (event.key === 'ArrowUp') {
      setActive((place - 1 + found.length) % Math.max(1, found.length))
    } else return
    event.preventDefault()
  }
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <Dialog.Content
          {...returnFocus}
          aria-describedby={`${id}-keys`}
          className="fixed top-[12vh] left-1/2 z-50 flex max-h-[70vh] w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{t('palette.title')}</Dialog.Title>
          <input
            type="text"
            role="combobox"
            aria-label={t('palette.title')}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={found.length > 0 ? optionId(place) : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder={t('palette.placeholder')}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value)
              setActive(0)
            }}
            onKeyDown={onKeyDown}
            className="h-12 border-b border-line bg-surface px-4 text-base outline-none placeholder:text-dim"
          />
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label={t('palette.results')}
            className="min-h-0 flex-1 overflow-y-auto p-1.5"
          >
            {found.map((entry, index) => (
              <Option
                key={entry.id}
                id={optionId(index)}
                entry={entry}
                active={index === place}
                onChoose={() => run(entry.target)}
                onPoint={() => setActive(index)}
              />
            ))}
          </div>
          {found.length === 0 ? (
            <p role="status" className="px-4 pb-6 text-center text-sm text-dim">
              {t(loading ? 'palette.loading' : 'palette.none')}
            </p>
          ) : null}
          <p id={`${id}-keys`} className="border-t border-line px-4 py-2 text-xs text-dim">
            {t('palette.keys')}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type OptionProps = {
  id: string
  entry: TargetedEntry
  active: boolean
  onChoose: () => void
  onPoint: () => void
}

function Option({ id, entry, active, onChoose, onPoint }: OptionProps) {
  const { t } = useTranslation()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const kind = t(`palette.${entry.kind}`)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works in the field, which keeps the focus
    <div
      ref={ref}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-label={`${entry.label} ${kind}`}
      onClick={onChoose}
      onPointerMove={onPoint}
      className={classNames(
        'flex cursor-pointer items-center gap-3 rounded-md px-2.5 py-2 text-sm',
        active ? 'bg-accent-soft' : '',
      )}
    >
      <span className="min-w-0 flex-1 truncate" title={entry.label}>
        {entry.parts?.name ?? entry.label}
      </span>
      {entry.parts ? <span className="shrink-0 font-medium">{entry.parts.verb}</span> : null}
      <span className="shrink-0 text-xs text-dim">{kind}</span>
    </div>
  )
}

/** Goes to a page, or gives a command. */
function useTarget(onDone: () => void): (target: PaletteTarget) => void {
  const navigate = useNavigate()
  const { give } = useCommand()
  return (target) => {
    onDone()
    if (target.kind === 'go') navigate(target.to)
    else give(target.channel, target.command)
  }
}
