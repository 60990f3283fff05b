import { NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useCurrentInView } from '../shared/use-current-in-view.ts'

type Place = {
  to: string
  /** The first of them, whose address the others begin with. */
  isFirst: boolean
  text: ReactNode
}

/** The ways between the pages of one part; links and not tabs, since each has an address. */
export function PlaceLinks({ label, places }: { label: string; places: readonly Place[] }) {
  const row = useCurrentInView()
  return (
    <nav ref={row} aria-label={label} className="min-w-0 overflow-x-auto">
      <ul className="flex w-max min-w-full gap-1 border-b border-line">
        {places.map(({ to, isFirst, text }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={isFirst}
              className="-mb-px block border-b-2 border-transparent px-3 py-2 text-sm whitespace-nowrap text-dim hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {text}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
