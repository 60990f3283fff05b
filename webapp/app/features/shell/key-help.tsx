import { Dialog } from 'radix-ui'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { enKeys } from './texts/en-keys.ts'
import { trKeys } from './texts/tr-keys.ts'

const KEYS = [
  { keys: ['Ctrl K'], does: 'palette' },
  { keys: ['/'], does: 'search' },
  { keys: ['?'], does: 'help' },
  { keys: ['←', '→', '↑', '↓'], does: 'move' },
  { keys: ['Space'], does: 'select' },
  { keys: ['Ctrl A'], does: 'selectAll' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['Esc'], does: 'close' },
] as const

type KeyHelpProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** Which keys do what. */
export function KeyHelp({ open, onOpenChange }: KeyHelpProps) {
  const { i18n } = useTranslation()
  const texts = i18n.language === 'tr' ? trKeys : enKeys
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      describedBy={undefined}
      className="top-1/2 grid max-h-[80vh] w-[min(28rem,calc(100vw-2rem))] -translate-y-1/2 gap-4 overflow-y-auto p-5"
    >
      <Dialog.Title className="text-base font-semibold">{texts.title}</Dialog.Title>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2 text-sm">
        {KEYS.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded-sm border border-edge bg-raised px-1.5 font-sans text-xs leading-5"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{texts.does[does]}</dd>
          </div>
        ))}
      </dl>
      <Dialog.Close asChild>
        <Button className="justify-self-end">{texts.close}</Button>
      </Dialog.Close>
    </ModalDialog>
  )
}
