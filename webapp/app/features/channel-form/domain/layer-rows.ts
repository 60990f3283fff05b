import type { ChannelView } from '@cashbacktv/contract'
import { CLOCK_FORMATS, LAYER_DEFAULTS, MOST_LAYERS } from '@cashbacktv/contract/layer-defaults'
import { DEFAULT_LOGO_PLACE } from '@cashbacktv/contract/logo-place'
import { DEFAULT_ZONE } from '../../channel/domain/schedule-form.ts'

type Layer = ChannelView['layers'][number]
export type LayerKind = Layer['kind']
export const LAYER_KINDS = ['logo', 'text', 'clock', 'crawl'] as const satisfies LayerKind[]

/** Places, sizes and speeds are fractions of the frame. */
const FRACTIONS = ['x', 'y', 'width', 'opacity', 'size', 'speed'] as const
export type LayerFraction = (typeof FRACTIONS)[number]

/** A layer as it is typed, with what it would have if it were of another kind. `assetId` is '' for no picture. */
export type LayerRow = Record<LayerFraction, number> & {
  key: string
  kind: LayerKind
  assetId: string
  text: string
  format: string
  timeZone: string
  colour: string
  hasBox: boolean
  hours: LayerHoursRow
}

/** `on` false: it is shown all the time. */
export type LayerHoursRow = {
  on: boolean
  days: number[]
  start: string
  end: string
  timeZone: string
}

const NO_HOURS: LayerHoursRow = {
  on: false,
  days: [1, 2, 3, 4, 5, 6, 7],
  start: '06:00',
  end: '10:00',
  timeZone: DEFAULT_ZONE,
}

export function newLayer(kind: LayerKind, key: string): LayerRow {
  const { drawn, text, clock, crawl } = LAYER_DEFAULTS
  const places = { logo: DEFAULT_LOGO_PLACE, text, clock, crawl: { x: 0, y: crawl.y } }
  const { x, y } = places[kind]
  return {
    key,
    kind,
    x,
    y,
    assetId: '',
    text: '',
    format: CLOCK_FORMATS[0],
    timeZone: DEFAULT_ZONE,
    width: DEFAULT_LOGO_PLACE.width,
    opacity: DEFAULT_LOGO_PLACE.opacity,
    speed: crawl.speed,
    hours: NO_HOURS,
    ...drawn,
  }
}

export function rowsOfLayers(layers: ChannelView['layers']): LayerRow[] {
  return layers.map((layer, index) => ({
    ...newLayer(layer.kind, `layer-${index}`),
    ...layer,
    hours: layer.hours === null ? NO_HOURS : { on: true, ...layer.hours },
  }))
}

/** Reads a submitted form. The rows are numbered by their field names, `layers.0.kind`; figures are percent. */
export function readLayerRows(data: FormData): LayerRow[] {
  const rows: LayerRow[] = []
  for (let index = 0; index < MOST_LAYERS && data.has(`layers.${index}.kind`); index += 1) {
    rows.push(readRow(data, `layers.${index}`, `layer-${index}`))
  }
  return rows
}

function readRow(data: FormData, at: string, key: string): LayerRow {
  const text = (name: string) => String(data.get(`${at}.${name}`) ?? '')
  const typed = (name: string) => text(name).trim()
  const kind = LAYER_KINDS.find((known) => known === typed('kind')) ?? 'text'
  const fresh = newLayer(kind, key)
  const fractions = FRACTIONS.flatMap((name) => {
    const figure = typed(name) === '' ? Number.NaN : Number(typed(name))
    return Number.isFinite(figure) ? [[name, figure / 100]] : []
  })
  const hours = {
    on: data.has(`${at}.hours.on`),
    days: data.getAll(`${at}.hours.days`).map(Number),
    start: typed('hours.start'),
    end: typed('hours.end'),
    timeZone: typed('hours.timeZone') || DEFAULT_ZONE,
  }
  return {
    ...fresh,
    ...Object.fromEntries(fractions),
    hours,
    assetId: typed('assetId'),
    text: text('text'),
    format: typed('format') || fresh.format,
    timeZone: typed('timeZone') || fresh.timeZone,
    colour: typed('colour') || fresh.colour,
    // A box of the form that is not there says nothing.
    hasBox: kind === 'logo' ? fresh.hasBox : data.has(`${at}.hasBox`),
  }
}

/** What the API wants. A picture that was never chosen is no layer. */
export function toLayers(rows: readonly LayerRow[]): unknown[] {
  return rows.filter(isThere).map((row) => ({ ...ownOf(row), hours: hoursOf(row.hours) }))
}

function isThere({ kind, assetId }: LayerRow): boolean {
  return kind !== 'logo' || assetId !== ''
}

function ownOf(row: LayerRow): object {
  const { kind, assetId, text, format, timeZone, x, y, width, opacity, size, speed } = row
  const drawn = { size, colour: row.colour, hasBox: row.hasBox }
  switch (kind) {
    case 'logo':
      return { kind, assetId, x, y, width, opacity }
    case 'text':
      return { kind, text, x, y, ...drawn }
    case 'clock':
      return { kind, format, timeZone, x, y, ...drawn }
    case 'crawl':
      return { kind, text, y, speed, ...drawn }
  }
}

function hoursOf({ on, days, start, end, timeZone }: LayerHoursRow): object | null {
  return on ? { days, start, end, timeZone } : null
}

export type LayerEdit = { add: LayerKind } | { remove: number }

/** Reads `layers:add:text` or `layers:remove:2`, the value of a button that works without JavaScript too. */
export function parseLayerEdit(intent: string): LayerEdit | null {
  const [, verb, what = ''] = /^layers:(add|remove):(\w{1,8})$/.exec(intent) ?? []
  if (verb === 'remove' && /^\d$/.test(what)) return { remove: Number(what) }
  const kind = LAYER_KINDS.find((known) => known === what)
  return verb === 'add' && kind ? { add: kind } : null
}

/** `key` is that of a row that is added. */
export function editLayers(rows: readonly LayerRow[], edit: LayerEdit, key: string): LayerRow[] {
  if ('remove' in edit) return rows.filter((_, index) => index !== edit.remove)
  return rows.length < MOST_LAYERS ? [...rows, newLayer(edit.add, key)] : [...rows]
}
