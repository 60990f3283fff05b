import { useNavigate } from '@remix-run/react'
import { Command } from 'cmdk'
import { Dialog } from 'radix-ui'
import { type FocusEvent, useId, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { usePreference } from '../../shared/use-preference.ts'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { useCommand } from '../channel/use-command.ts'
import { findEntries } from './domain/palette.ts'
import { type PaletteTarget, type TargetedEntry, usePaletteEntries } from './use-palette-entries.ts'

type CommandPaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What is in the field to begin with. */
  typed: string
}

/** Pages, channels and commands by a few letters. A combobox: the focus stays in the field. */
export function CommandPalette({ open, onOpenChange, typed }: CommandPaletteProps) {
  const { t } = useTranslation()
  const keysId = useId()
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      describedBy={keysId}
      className="top-[12vh] flex max-h-[70vh] w-[min(36rem,calc(100vw-1.5rem))] flex-col overflow-hidden"
    >
      <Dialog.Title className="sr-only">{t('palette.title')}</Dialog.Title>
      <Choices typed={typed} onDone={() => onOpenChange(false)} />
      <p id={keysId} className="border-t border-line px-4 py-2 text-xs text-dim">
        {t('palette.keys')}
      </p>
    </ModalDialog>
  )
}

/** What is in the field to begin with is gone on with: a dialog selects it, and the next letter would replace it. */
function goOnAtEnd({ currentTarget: field }: FocusEvent<HTMLInputElement>): void {
  queueMicrotask(() => field.setSelectionRange(field.value.length, field.value.length))
}

/** There only while the palette is open: each opening begins anew. */
function Choices({ typed, onDone }: { typed: string; onDone: () => void }) {
  const { t } = useTranslation()
  const [query, setQuery] = useState(typed)
  const { entries, loading } = usePaletteEntries()
  const run = useTarget(onDone)
  const found = findEntries(entries, query)
  return (
    <Command
      label={t('palette.title')}
      shouldFilter={false}
      loop
      className="flex min-h-0 flex-1 flex-col"
    >
      <Command.Input
        value={query}
        onValueChange={setQuery}
        onFocus={goOnAtEnd}
        placeholder={t('palette.placeholder')}
        className="h-12 shrink-0 border-b border-line bg-surface px-4 text-base outline-none placeholder:text-dim"
      />
      <Command.List label={t('palette.results')} className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {found.map((entry) => (
          <Choice key={entry.id} entry={entry} onChoose={() => run(entry.target)} />
        ))}
      </Command.List>
      {found.length === 0 ? (
        <p role="status" className="px-4 pb-6 text-center text-sm text-dim">
          {t(loading ? 'palette.loading' : 'palette.none')}
        </p>
      ) : null}
    </Command>
  )
}

function Choice({ entry, onChoose }: { entry: TargetedEntry; onChoose: () => void }) {
  const { t } = useTranslation()
  const kind = t(`palette.${entry.kind}`)
  return (
    <Command.Item
      value={entry.id}
      onSelect={onChoose}
      aria-label={`${entry.label} ${kind}`}
      className="flex cursor-pointer items-center gap-3 rounded-md px-2.5 py-2 text-sm data-[selected=true]:bg-accent-soft"
    >
      <span className="min-w-0 flex-1 truncate" title={entry.label}>
        {entry.parts?.name ?? entry.label}
      </span>
      {entry.parts ? <span className="shrink-0 font-medium">{entry.parts.verb}</span> : null}
      <span className="shrink-0 text-xs text-dim">{kind}</span>
    </Command.Item>
  )
}

/** Goes to a page, or gives a command. */
function useTarget(onDone: () => void): (target: PaletteTarget) => void {
  const navigate = useNavigate()
  const { give } = useCommand()
  const prefer = usePreference()
  return (target) => {
    onDone()
    switch (target.kind) {
      case 'go':
        return navigate(target.to)
      case 'leave':
        return window.location.assign(target.to)
      case 'command':
        return void give(target.channel, target.command)
      case 'prefer': {
        const chosen = new FormData()
        chosen.set(target.name, target.value)
        return void prefer(chosen)
      }
    }
  }
}
