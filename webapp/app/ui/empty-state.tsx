import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type EmptyStateProps = { icon: LucideIcon; title: string; text: string; children?: ReactNode }

/** What a page shows when there is nothing to show, and what can be done about it. */
export function EmptyState({ icon: Icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center">
      <Icon aria-hidden="true" className="size-9 text-dim" strokeWidth={1.5} />
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="text-sm text-dim">{text}</p>
      {children ? <div className="mt-2 flex flex-wrap justify-center gap-2">{children}</div> : null}
    </div>
  )
}
