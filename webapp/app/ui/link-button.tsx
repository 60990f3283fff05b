import { Link, type LinkProps } from '@remix-run/react'
import { type ButtonLooks, buttonClass } from './button.tsx'

/** A link that looks like a button. What it leads to is fetched when it is about to be pressed. */
export function LinkButton({ look, size, className, ...link }: LinkProps & ButtonLooks) {
  return (
    <Link
      prefetch={link.reloadDocument ? 'none' : 'intent'}
      className={buttonClass({ look, size }, className)}
      {...link}
    />
  )
}
