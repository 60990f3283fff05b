export type Point = { x: number; y: number }

/**
 * The falling steps that lie nearest to the points, by least squares (pool adjacent violators): what
 * rises is evened out with its neighbours. By rising x, one step an x.
 */
export function fitFalling(points: readonly Point[]): Point[] {
  const pools: { xs: number[]; sum: number; count: number }[] = []
  for (const { x, y, count } of atEachX(points)) {
    pools.push({ xs: [x], sum: y * count, count })
    for (;;) {
      const [before, last] = pools.slice(-2)
      if (before === undefined || last === undefined) break
      if (before.sum / before.count >= last.sum / last.count) break
      pools.splice(-2, 2, {
        xs: [...before.xs, ...last.xs],
        sum: before.sum + last.sum,
        count: before.count + last.count,
      })
    }
  }
  return pools.flatMap(({ xs, sum, count }) => xs.map((x) => ({ x, y: sum / count })))
}

function atEachX(points: readonly Point[]): (Point & { count: number })[] {
  const found = new Map<number, { sum: number; count: number }>()
  for (const { x, y } of points) {
    const { sum, count } = found.get(x) ?? { sum: 0, count: 0 }
    found.set(x, { sum: sum + y, count: count + 1 })
  }
  return [...found]
    .map(([x, { sum, count }]) => ({ x, y: sum / count, count }))
    .toSorted((a, b) => a.x - b.x)
}

/** Straight between two points, and as at the ends beyond them. Null where there are none. */
export function valueAt(points: readonly Point[], x: number): number | null {
  const after = points.findIndex((point) => point.x >= x)
  const [before, next] = [points[after - 1], points[after]]
  if (next === undefined) return points.at(-1)?.y ?? null
  if (before === undefined) return next.y
  const share = (x - before.x) / (next.x - before.x)
  return before.y + share * (next.y - before.y)
}
