import type { ReactNode } from 'react'

/** One thing that a panel says, below its name. */
export function DetailRow({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <h4 className="text-xs text-dim">{term}</h4>
      {children}
    </div>
  )
}
