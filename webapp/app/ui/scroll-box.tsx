import { forwardRef, type HTMLAttributes } from 'react'

/** What scrolls must be reachable by keyboard, so that it can be scrolled by it. */
const REACHABLE = { tabIndex: 0 }

type ScrollBoxProps = HTMLAttributes<HTMLElement> & { label: string }

/** A part of a page that scrolls by itself; a shadow at an edge tells that there is more beyond it. */
export const ScrollBox = forwardRef<HTMLElement, ScrollBoxProps>(function ScrollBox(
  { label, className = '', ...rest },
  ref,
) {
  return (
    <section
      ref={ref}
      aria-label={label}
      {...REACHABLE}
      className={`scroll-cue ${className}`}
      {...rest}
    />
  )
})
