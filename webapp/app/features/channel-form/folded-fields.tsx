import { type ReactNode, useState } from 'react'

type FoldedFieldsProps = {
  title: string
  /** One of them is not as most have it. */
  isSet: boolean
  isWrong: boolean
  children: ReactNode
}

/**
 * Fields within a part that most leave as they are, open where one of them is set or wrong. Once open
 * they stay so: what empties a field must not fold it away under the pointer.
 */
export function FoldedFields({ title, isSet, isWrong, children }: FoldedFieldsProps) {
  const [isOpen, setOpen] = useState(isSet)
  const [wasSet, setWasSet] = useState(isSet)
  if (isSet !== wasSet) {
    setWasSet(isSet)
    if (isSet) setOpen(true)
  }
  return (
    <details
      open={isOpen || isWrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="text-sm"
    >
      <summary className="cursor-pointer py-1 text-dim hover:text-ink">{title}</summary>
      <div className="mt-2 grid gap-4">{children}</div>
    </details>
  )
}
