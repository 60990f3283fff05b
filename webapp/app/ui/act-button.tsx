import { useNavigation } from '@remix-run/react'
import { Button } from './button.tsx'

type ActButtonProps = {
  /** What the form that it stands in asks of the server. */
  intent: string
  /** With the name of what it is done to: a list has such a button in each row. */
  label: string
  children: string
}

/** A small button of a row, which sends the form around it. */
export function ActButton({ intent, label, children }: ActButtonProps) {
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Button
      type="submit"
      name="intent"
      value={intent}
      size="small"
      aria-disabled={busy}
      aria-label={label}
    >
      {children}
    </Button>
  )
}
