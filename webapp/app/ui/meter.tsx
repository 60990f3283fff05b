import { classNames } from '../shared/class-names.ts'

type MeterProps = { label: string; text: string; share: number | null }

/** A labelled share of something, from 0 to 1. Full is told by a colour and by the figure beside it. */
export function Meter({ label, text, share }: MeterProps) {
  const percent = share === null ? 0 : Math.min(100, Math.max(0, share * 100))
  return (
    <div className="grid gap-1">
      <div className="flex items-baseline justify-between gap-2 text-xs">
        <span className="whitespace-nowrap text-dim">{label}</span>
        <span className="figure font-medium">{text}</span>
      </div>
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-well">
        <div
          className={classNames(
            'h-full rounded-full',
            percent >= 95 ? 'bg-bad' : percent >= 80 ? 'bg-warning' : 'bg-accent',
          )}
          style={{ width: `${percent}%` }}
        />
      </div>
    </div>
  )
}
