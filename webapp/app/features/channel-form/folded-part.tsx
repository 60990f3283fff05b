import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type FoldedPart as Part, partOf } from './domain/form-parts.ts'
import { useChannelForm } from './form-context.tsx'

type FoldedPartProps = {
  part: Part
  title: string
  /** What is set in it, in one line. */
  summary: string
  children: ReactNode
}

/** A part of the form that most leave as it is. One that holds a mistake, or that somebody came for, is open. */
export function FoldedPart({ part, title, summary, children }: FoldedPartProps) {
  const { problems, opened } = useChannelForm()
  const isWrong = problems.some(({ path }) => partOf(path) === part)
  const [isOpen, setOpen] = useState(isWrong || opened === part)
  return (
    <details
      open={isOpen || isWrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group rounded-lg border border-line bg-surface"
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2.5 rounded-lg px-4 py-2 hover:bg-raised [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-dim transition-transform group-open:rotate-90"
        />
        <span className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-3">
          <span className="block shrink-0 text-sm font-semibold">{title}</span>
          <span className="block min-w-0 text-xs text-dim [overflow-wrap:anywhere] sm:ml-auto sm:truncate sm:text-right">
            {summary}
          </span>
        </span>
      </summary>
      <div className="grid gap-4 border-t border-line p-4">{children}</div>
    </details>
  )
}
