import { AlertDialog } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

type ConfirmDialogProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger: ReactElement
  title: string
  /** Says what will happen, before it does. */
  consequence: ReactNode
  cancel: ReactElement
  confirm: ReactNode
}

/** Asks before something that cannot be undone. The safe answer has the focus. */
export function ConfirmDialog({ open, onOpenChange, ...props }: ConfirmDialogProps) {
  const state = open === undefined || !onOpenChange ? {} : { open, onOpenChange }
  return (
    <AlertDialog.Root {...state}>
      <AlertDialog.Trigger asChild>{props.trigger}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-50 grid w-[min(28rem,calc(100vw-2rem))] grid-cols-[minmax(0,1fr)] [overflow-wrap:anywhere] -translate-x-1/2 -translate-y-1/2 gap-3 rounded-lg border border-line bg-surface p-5 shadow-float">
          <AlertDialog.Title className="text-base font-semibold">{props.title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="grid gap-2 text-sm text-dim">{props.consequence}</div>
          </AlertDialog.Description>
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>{props.cancel}</AlertDialog.Cancel>
            {props.confirm}
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
