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

/**
 * The tiles of the page that is on after `turns` turns. The first page, where the trouble is, comes
 * back between all others, so that trouble is never away for long.
 */
export function wallPage<T>(items: readonly T[], perPage: number, turns: number) {
  const pages = Math.max(1, Math.ceil(items.length / perPage))
  const others = pages - 1
  const page = others === 0 || turns % 2 === 0 ? 0 : 1 + (Math.floor(turns / 2) % others)
  return { page, pages, shown: items.slice(page * perPage, (page + 1) * perPage) }
}
