import { Link } from '@remix-run/react'
import { FLEET_POINTS } from '../../shared/live/fleet-history.ts'
import { Sparkline } from '../../ui/sparkline.tsx'

type FigureCardProps = {
  to: string
  label: string
  value: string
  beside: string
  /** Its last five minutes, with the least that the height of the drawing stands for. */
  course?: { values: readonly (number | null)[]; floor: number }
}

export function FigureCard({ to, label, value, beside, course }: FigureCardProps) {
  return (
    <div className="relative min-w-0 rounded-lg border border-line bg-surface px-4 pt-3 pb-2 hover:border-edge max-xl:last:odd:col-span-2 lg:max-xl:last:odd:col-span-1">
      <dt className="truncate text-xs text-dim">
        <Link to={to} prefetch="intent" className="after:absolute after:inset-0 after:rounded-lg">
          {label}
        </Link>
      </dt>
      <dd className="figure">
        <span className="block truncate text-2xl leading-tight font-semibold">{value}</span>
        <span className="block min-h-4 truncate text-xs text-dim">{beside}</span>
        {course ? (
          <Sparkline values={course.values} capacity={FLEET_POINTS} floor={course.floor} />
        ) : null}
      </dd>
    </div>
  )
}
