import { memo } from 'react'

type SparklineProps = { values: readonly (number | null)[]; capacity: number; floor?: number }

const WIDTH = 100
const HEIGHT = 28
/** A smaller part of the whole is a dot or a dash, which says nothing. */
const LEAST_PART = 6

/** The course of a figure, newest at the right. Gaps stay gaps. Decoration: the figure is beside it. */
export const Sparkline = memo(function Sparkline({ values, capacity, floor = 0 }: SparklineProps) {
  const top = Math.max(floor, ...values.map((value) => value ?? 0)) * 1.1 || 1
  const step = WIDTH / Math.max(1, capacity - 1)
  const enough = values.filter((value) => value !== null).length >= capacity / LEAST_PART
  let path = ''
  let pen = false
  values.forEach((value, index) => {
    if (value === null) {
      pen = false
      return
    }
    const x = WIDTH - (values.length - 1 - index) * step
    const y = HEIGHT - (value / top) * (HEIGHT - 2) - 1
    path += `${pen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
    pen = true
  })
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-8 w-full text-accent"
    >
      {enough ? (
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
    </svg>
  )
})
