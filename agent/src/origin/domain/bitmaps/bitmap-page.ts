import { type Budget, drawObject, type Plane } from './draw-object.ts'
import {
  MOST_HEIGHT,
  MOST_REGIONS,
  MOST_WIDTH,
  type RegionFacts,
  readDisplay,
  readPage,
  readRegion,
  type ShownRegion,
} from './read-page.ts'
import { CLUT, DISPLAY, type DvbSegment, OBJECT, PAGE, REGION } from './read-segments.ts'
import { defineShades, type Shades, usualShades } from './shades.ts'
import { composeText, type TextPicture } from './text-picture.ts'

/** What a decoder holds of one service: its regions, with what has been drawn, and its colours. */
export type BitmapPage = {
  take(segment: DvbSegment, budget: Budget): void
  /** Seconds after which it goes, if nothing follows. */
  timeoutSeconds(): number
  /** What is seen of it now; null where that is nothing, or more than the budget allows for. */
  compose(budget: Budget): TextPicture | null
}

type Region = Pick<RegionFacts, 'clut' | 'objects'> & Plane

/** Of all regions together. */
const MOST_PIXELS = MOST_WIDTH * MOST_HEIGHT
/** Where a source says nothing of its display (EN 300 743, 7.2.1). */
const USUAL_DISPLAY = { width: 720, height: 576 }
const USUAL_SHADES = usualShades()

export function openBitmapPage(): BitmapPage {
  const regions = new Map<number, Region>()
  const shades = new Map<number, Shades>()
  let display = USUAL_DISPLAY
  let shown: ShownRegion[] = []
  let timeoutSeconds = 0

  function takePage(data: Buffer): void {
    const page = readPage(data)
    if (page === null) return
    if (page.isNew) {
      regions.clear()
      shades.clear()
    }
    shown = page.shown
    timeoutSeconds = page.timeoutSeconds
  }

  function takeRegion(data: Buffer, budget: Budget): void {
    const next = readRegion(data)
    if (next === null) return
    const { id, width, height, depth, fill } = next
    const before = regions.get(id)
    const keeps = before?.width === width && before.height === height && before.depth === depth
    if (keeps && !next.isFilled) {
      regions.set(id, { ...next, codes: before.codes })
      return
    }
    if (before === undefined && regions.size >= MOST_REGIONS) return
    regions.delete(id)
    const held = [...regions.values()].reduce((sum, { codes }) => sum + codes.length, 0)
    const area = width * height
    budget.pixels -= area
    if (held + area > MOST_PIXELS || budget.pixels <= 0) return
    regions.set(id, { ...next, codes: new Uint8Array(area).fill(fill) })
  }

  function takeObject(data: Buffer, budget: Budget): void {
    if (data.length < 2) return
    const id = data.readUInt16BE(0)
    for (const region of regions.values()) {
      for (const place of region.objects) {
        if (place.id === id) drawObject(region, place, data, budget)
      }
    }
  }

  function takeColours(data: Buffer): void {
    const id = data[0] ?? 0
    const known = shades.get(id) ?? usualShades()
    shades.set(id, known)
    defineShades(known, data.subarray(2))
  }

  return {
    take({ type, data }, budget) {
      if (type === DISPLAY) display = readDisplay(data) ?? display
      if (type === PAGE) takePage(data)
      if (type === REGION) takeRegion(data, budget)
      if (type === CLUT) takeColours(data)
      if (type === OBJECT) takeObject(data, budget)
    },
    timeoutSeconds: () => timeoutSeconds,
    compose(budget) {
      const layers = shown.flatMap(({ region: id, x, y }) => {
        const region = regions.get(id)
        if (region === undefined) return []
        return [{ x, y, region, shades: (shades.get(region.clut) ?? USUAL_SHADES)[region.depth] }]
      })
      return composeText(layers, display, budget)
    },
  }
}
