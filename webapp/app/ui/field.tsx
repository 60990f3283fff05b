import { type ReactNode, useId } from 'react'
import { classNames } from '../shared/class-names.ts'

/** What an input needs so that its label, hint and problem are read with it. */
export type FieldBinding = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  autoFocus?: true
}

type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  problem?: string | undefined
  /** Where it is to be found from elsewhere; else it has one of its own. */
  id?: string
  /** A page that comes from the server begins here. */
  autoFocus?: boolean
  className?: string
  children: (binding: FieldBinding) => ReactNode
}

/** A labelled input with a hint and, when it is wrong, what is wrong. */
export function Field({
  label,
  hint,
  problem,
  autoFocus,
  className,
  children,
  ...own
}: FieldProps) {
  const ownId = useId()
  const id = own.id ?? ownId
  const hintId = `${id}-hint`
  const problemId = `${id}-problem`
  const described = [hint ? hintId : '', problem ? problemId : ''].filter(Boolean).join(' ')
  return (
    <div className={classNames('grid content-start gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(problem ? { 'aria-invalid': true as const } : {}),
        ...(autoFocus ? { autoFocus: true as const } : {}),
      })}
      {hint ? (
        <p id={hintId} className="text-xs text-dim">
          {hint}
        </p>
      ) : null}
      {problem ? <FieldProblemText id={problemId}>{problem}</FieldProblemText> : null}
    </div>
  )
}

export function FieldProblemText({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-baseline gap-1.5 text-sm text-bad">
      <span aria-hidden="true" className="text-[0.6em]">
        ◆
      </span>
      <span>{children}</span>
    </p>
  )
}
