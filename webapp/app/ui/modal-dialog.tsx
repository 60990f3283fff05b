import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from '../shared/class-names.ts'
import { useReturnFocus } from '../shared/use-return-focus.ts'

type ModalDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The id of what describes it, if something does. */
  describedBy: string | undefined
  /** Where it is, its size and how it lays out what is in it. */
  className: string
  children: ReactNode
}

/** A dialog over a dimmed page, which gives the focus back to where it was. It holds a `Dialog.Title`. */
export function ModalDialog({
  open,
  onOpenChange,
  describedBy,
  className,
  children,
}: ModalDialogProps) {
  const returnFocus = useReturnFocus()
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <Dialog.Content
          {...returnFocus}
          aria-describedby={describedBy}
          className={classNames(
            'fixed left-1/2 z-50 -translate-x-1/2 rounded-lg border border-line bg-surface shadow-float',
            className,
          )}
        >
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
