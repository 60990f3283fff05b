import { forwardRef, type HTMLAttributes } from 'react'

/** What scrolls must be reachable by keyboard, so that it can be scrolled by it. */
const REACHABLE = { tabIndex: 0 }

type ScrollBoxProps = HTMLAttributes<HTMLElement> & { label: string }

/** A part of a page that scrolls by itself. */
export const ScrollBox = forwardRef<HTMLElement, ScrollBoxProps>(function ScrollBox(
  { label, ...rest },
  ref,
) {
  return <section ref={ref} aria-label={label} {...REACHABLE} {...rest} />
})
