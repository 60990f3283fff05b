import { type KeyboardEvent, type PointerEvent, useId, useMemo, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { localeOf } from '../../shared/domain/preferences.ts'
import { chartPath, chartTop, newestPlace, summarise } from './domain/chart-scale.ts'
import { keyTarget } from './domain/chart-walk.ts'

type LineChartProps = {
  title: string
  values: readonly (number | null)[]
  /** When the last value was, in milliseconds; each earlier one is a step before. */
  endMs: number
  stepSeconds: number
  floor: number
  format: (value: number | null) => string
  /** IANA name; the browser's own where it is not given. */
  timeZone?: string
}

const WIDTH = 600
const HEIGHT = 100

/**
 * One figure over time. A pointer or the arrow keys walk along it; what they are at is said in
 * words, so that the line itself is not needed.
 */
export function LineChart(props: LineChartProps) {
  const { title, values, endMs, stepSeconds, floor, format, timeZone } = props
  const { t, i18n } = useTranslation()
  const id = useId()
  const [at, setAt] = useState<number | null>(null)
  const last = Math.max(0, values.length - 1)
  const { top, path, least, most } = useMemo(() => {
    const ceiling = chartTop(values, floor)
    return {
      top: ceiling,
      path: chartPath(values, WIDTH, HEIGHT, ceiling),
      ...summarise(values),
    }
  }, [values, floor])
  const place = Math.min(at ?? newestPlace(values), last)
  const instant = (index: number) =>
    new Date(endMs - (last - index) * stepSeconds * 1000).toLocaleString(localeOf(i18n.language), {
      ...partsOf(stepSeconds),
      timeZone,
    })
  const text = format(values[place] ?? null)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyTarget(event.key, place, last)
    if (next === null) return
    event.preventDefault()
    setAt(next)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - box.left) / Math.max(1, box.width)
    setAt(Math.round(Math.min(1, Math.max(0, share)) * last))
  }
  return (
    <figure className="grid min-w-0 gap-1">
      <figcaption className="flex items-baseline justify-between gap-2 text-xs">
        <span id={id} className="truncate text-dim">
          {title}
        </span>
        <span className="figure whitespace-nowrap">
          {at === null ? null : <span className="text-dim">{instant(place)} </span>}
          <span className="text-sm font-semibold">{text}</span>
        </span>
      </figcaption>
      <div
        role="slider"
        tabIndex={0}
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={place}
        aria-valuetext={t('charts.valueText', {
          value: text,
          time: values.length > 0 ? instant(place) : '',
          least: format(least),
          most: format(most),
        })}
        className="relative h-24 cursor-crosshair touch-pan-y rounded-md bg-well 2xl:h-28"
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setAt(null)}
      >
        <Line path={path} />
        {at === null ? null : (
          <span
            aria-hidden="true"
            className="absolute inset-y-0 w-px bg-ink/60"
            style={{ left: `${(place / Math.max(1, last)) * 100}%` }}
          />
        )}
        <span
          aria-hidden="true"
          className="figure absolute top-0.5 left-1 rounded-sm bg-well px-1 text-xs leading-tight text-dim"
        >
          {format(top)}
        </span>
      </div>
      <p aria-hidden="true" className="figure flex justify-between text-xs text-dim">
        <span>{values.length > 1 ? instant(0) : ''}</span>
        <span>{values.length > 1 ? instant(last) : ''}</span>
      </p>
    </figure>
  )
}

function Line({ path }: { path: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="absolute inset-x-0 inset-y-1.5 h-[calc(100%-0.75rem)] w-full overflow-visible text-accent"
    >
      <path
        d={`M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}`}
        stroke="var(--color-line)"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}

/** What of an instant tells it from its neighbours. */
function partsOf(stepSeconds: number): Intl.DateTimeFormatOptions {
  if (stepSeconds < 60) return { timeStyle: 'medium' }
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
  return stepSeconds < 3600 ? time : { day: 'numeric', month: 'short', ...time }
}
