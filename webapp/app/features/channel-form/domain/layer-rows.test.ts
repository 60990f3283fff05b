import { LayersSettings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import {
  editLayers,
  newLayer,
  parseLayerEdit,
  readLayerRows,
  rowsOfLayers,
  toLayers,
} from './layer-rows.ts'
import { lineAtPlace, lineShape, placeOfLine } from './layer-shapes.ts'

const assetId = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const LAYERS = LayersSettings.parse([
  { kind: 'logo', assetId, x: 0.1, y: 0.2, width: 0.3, opacity: 0.4 },
  { kind: 'text', text: ' Canlı '.trim(), size: 0.05, colour: '#ffcc00', hasBox: false },
  { kind: 'clock', format: 'HH:MM:SS', timeZone: 'Europe/Berlin', x: 0.5 },
  {
    kind: 'crawl',
    text: 'News',
    speed: 0.2,
    y: 0.8,
    hours: { days: [6, 7], start: '22:00', end: '02:00', timeZone: 'UTC' },
  },
])

test('layers are typed and sent as they are stored', () => {
  expect(LayersSettings.parse(toLayers(rowsOfLayers(LAYERS)))).toEqual(LAYERS)
})

test('a submitted form is read as it was shown, figures as percent', () => {
  const data = new FormData()
  for (const [index, row] of rowsOfLayers(LAYERS).entries()) {
    const at = `layers.${index}`
    for (const name of ['kind', 'assetId', 'text', 'format', 'timeZone', 'colour'] as const) {
      data.set(`${at}.${name}`, row[name])
    }
    for (const name of ['x', 'y', 'width', 'opacity', 'size', 'speed'] as const) {
      data.set(`${at}.${name}`, String(row[name] * 100))
    }
    if (row.hasBox) data.set(`${at}.hasBox`, 'on')
    if (row.hours.on) data.set(`${at}.hours.on`, 'on')
    for (const day of row.hours.days) data.append(`${at}.hours.days`, String(day))
    for (const name of ['start', 'end', 'timeZone'] as const)
      data.set(`${at}.hours.${name}`, row.hours[name])
  }
  expect(LayersSettings.parse(toLayers(readLayerRows(data)))).toEqual(LAYERS)
})

test('buttons add and remove layers, four at most', () => {
  expect(parseLayerEdit('layers:add:clock')).toEqual({ add: 'clock' })
  expect(parseLayerEdit('layers:remove:2')).toEqual({ remove: 2 })
  for (const odd of ['layers:add:video', 'layers:remove:x', 'save']) {
    expect(parseLayerEdit(odd)).toBeNull()
  }
  const rows = rowsOfLayers(LAYERS)
  expect(editLayers(rows, { add: 'text' }, 'new')).toEqual(rows)
  const fewer = editLayers(rows, { remove: 0 }, '')
  expect(fewer.map(({ kind }) => kind)).toEqual(['text', 'clock', 'crawl'])
  expect(editLayers(fewer, { add: 'text' }, 'new').at(-1)).toEqual(newLayer('text', 'new'))
  // One of which no picture was chosen says nothing.
  expect(toLayers([newLayer('logo', 'new')])).toEqual([])
})

test('a line is dragged and resized as a logo is, and a crawl up and down', () => {
  const frame = { width: 1600, height: 900 }
  const row = { ...newLayer('text', ''), text: 'abcd', size: 0.1 }
  const shape = lineShape(row, frame, (text) => text.length * 0.5)
  // Two heights of letters and what is beside them.
  expect(shape).toEqual({ width: 2 * 0.68 + 0.56, height: 1 })
  const place = placeOfLine(row, frame, shape)
  expect(place.width * 1600).toBeCloseTo(90 * shape.width)
  expect(lineAtPlace(row, { ...place, x: 0.3 }, place)).toEqual({ x: 0.3, y: row.y })
  expect(lineAtPlace(row, { ...place, width: place.width / 2 }, place)).toMatchObject({
    size: 0.05,
  })
  const crawl = newLayer('crawl', '')
  const band = lineShape(crawl, frame, () => 0)
  expect(placeOfLine(crawl, frame, band)).toEqual({ x: 0, y: crawl.y, width: 1 })
  expect(lineAtPlace(crawl, { x: 0, y: 0.2, width: 1 }, { x: 0, y: 0.9, width: 1 })).toEqual({
    y: 0.2,
  })
})
