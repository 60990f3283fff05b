/** How many tiles a screen holds, so that a name is legible from across the room. */
export type WallGrid = { columns: number; rows: number }

const TILE_REM = { width: 20, height: 15.5 }
const HEAD_REM = 4.5

export function wallGrid(screen: { width: number; height: number; rem: number }): WallGrid {
  const { width, height, rem } = screen
  return {
    columns: Math.max(1, Math.floor(width / (TILE_REM.width * rem))),
    rows: Math.max(1, Math.floor((height - HEAD_REM * rem) / (TILE_REM.height * rem))),
  }
}

/** Few channels in a large screen become large tiles: the fewest places that hold all, as even as they go. */
export function fittedGrid(most: WallGrid, count: number): WallGrid {
  let best = most
  let bestScale = 1
  for (let columns = 1; columns <= most.columns; columns += 1) {
    const rows = Math.max(1, Math.ceil(count / columns))
    const scale = Math.min(most.columns / columns, most.rows / rows)
    if (scale > bestScale) [best, bestScale] = [{ columns, rows }, scale]
  }
  return best
}

/** A tile's place is twice as wide and high while it is `large`: four places of the grid. */
const PLACES_MORE = 3

export type Hung = { isBroken: boolean; needsEye: boolean; group: string }
export type WallPage<T> = {
  /** Null for a page that is of no group. */
  group: string | null
  grid: WallGrid
  items: T[]
  /** So many of the first are shown large. */
  large: number
}

/**
 * The pages of a wall: what needs an eye first and then each group, or all as they come without an order of groups. Those in
 * front whose viewers get nothing are large where that leaves the others room; `items` has the
 * worst first.
 */
export function wallPages<T extends Hung>(
  items: readonly T[],
  most: WallGrid,
  order: ((one: string, other: string) => number) | null,
): WallPage<T>[] {
  if (order === null) return pagesOf(items, null, most)
  const names = [...new Set(items.map(({ group }) => group))]
  return [
    ...pagesOf(
      items.filter(({ needsEye }) => needsEye),
      null,
      most,
    ),
    ...names.toSorted(order).flatMap((name) =>
      pagesOf(
        items.filter(({ group }) => group === name),
        name,
        most,
      ),
    ),
  ]
}

/** The first page, where the trouble is, comes back between all others: it is never away for long. */
export function pageAfter(turns: number, pages: number): number {
  const others = pages - 1
  return others <= 0 || turns % 2 === 0 ? 0 : 1 + (Math.floor(turns / 2) % others)
}

function pagesOf<T extends Hung>(
  items: readonly T[],
  group: string | null,
  most: WallGrid,
): WallPage<T>[] {
  const pages: WallPage<T>[] = []
  for (let rest = items; rest.length > 0; rest = rest.slice(pages.at(-1)?.items.length)) {
    pages.push({ group, ...filledPage(rest, most) })
  }
  return pages
}

function filledPage<T extends Hung>(items: readonly T[], most: WallGrid) {
  const broken = items.findIndex(({ isBroken }) => !isBroken)
  // Where all are broken none stands out.
  for (const large of broken > 0 ? [broken, 0] : [0]) {
    const grid = fittedGrid(most, items.length + PLACES_MORE * large)
    const room = Math.floor(grid.columns / 2) * Math.floor(grid.rows / 2)
    if (large > Math.ceil(room / 2)) continue
    const places = grid.columns * grid.rows - PLACES_MORE * large
    return { grid, large, items: items.slice(0, places) }
  }
  throw new Error('A page without large tiles always has room.')
}
