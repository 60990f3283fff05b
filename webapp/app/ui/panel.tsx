import { type ReactNode, useId } from 'react'
import { classNames } from '../shared/class-names.ts'

type PanelProps = {
  title: ReactNode
  hint?: ReactNode
  actions?: ReactNode
  className?: string
  bodyClassName?: string
  children: ReactNode
}

/** A titled part of a page. */
export function Panel({ title, hint, actions, className, bodyClassName, children }: PanelProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={classNames('min-w-0 rounded-lg border border-line bg-surface', className)}
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {hint ? <p className="text-xs text-dim">{hint}</p> : null}
        {actions ? (
          <div className="ml-auto flex max-w-full items-center gap-2">{actions}</div>
        ) : null}
      </header>
      <div className={classNames('panel-body', bodyClassName)}>{children}</div>
    </section>
  )
}
