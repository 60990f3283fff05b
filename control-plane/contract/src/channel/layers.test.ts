import { describe, expect, it, test } from 'vitest'
import { isSeenByEncoder } from './changed-settings.ts'
import { CreateChannelInput } from './input.ts'
import { LayerSettings, LayersSettings, picturesOf } from './layers.ts'

const text = (of: string) => LayerSettings.safeParse({ kind: 'text', text: of })
const saidOf = (parsed: ReturnType<typeof text>) =>
  parsed.error?.issues.map(({ message }) => message)

describe('text of a layer', () => {
  it('may be anything that is written on one line', () => {
    for (const of of [
      '%{localtime}',
      "';drawtext=text=x",
      'Çok güzel: İĞŞ 👍🏽',
      'مرحبا',
      '\\n:[v0]',
    ]) {
      expect(text(of).data).toMatchObject({ text: of })
    }
  })

  it('is refused with what is wrong with it', () => {
    expect(saidOf(text('  '))).toEqual(['layer-text-empty'])
    expect(saidOf(text('a'.repeat(10_000)))).toEqual(['layer-text-long'])
    for (const control of ['\n', '\0', '\u001b', '\u2028', '\ud800']) {
      expect(saidOf(text(`a${control}b`))).toEqual(['layer-text-controls'])
    }
  })
})

test('a layer of which only the kind is said has a place, and a colour is one', () => {
  expect(LayerSettings.parse({ kind: 'clock', timeZone: 'Europe/Istanbul' })).toMatchObject({
    format: 'HH:MM',
    colour: '#ffffff',
    hasBox: true,
    hours: null,
  })
  const odd = LayerSettings.safeParse({ kind: 'crawl', text: 'News', colour: 'red:x=1' })
  expect(odd.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['colour', 'colour-form'],
  ])
  expect(LayerSettings.safeParse({ kind: 'clock', timeZone: 'Mars/Base' }).success).toBe(false)
})

test('there are four at most, and none of an unknown kind or with an unknown setting', () => {
  const line = { kind: 'text', text: 'One' }
  expect(LayersSettings.safeParse(Array(5).fill(line)).error?.issues[0]?.message).toBe(
    'layers-many',
  )
  expect(LayerSettings.safeParse({ kind: 'video', text: 'One' }).success).toBe(false)
  const channel = { name: 'One', sources: [{ url: 'http://example.com/a.ts' }] }
  const withLayer = (layer: object) => CreateChannelInput.safeParse({ ...channel, layers: [layer] })
  expect(withLayer(line).success).toBe(true)
  expect(withLayer({ ...line, colr: '#ffffff' }).success).toBe(false)
})

test('pictures of layers are named, and a change of layers is seen by the encoder', () => {
  const assetId = crypto.randomUUID()
  const layers = LayersSettings.parse([
    { kind: 'logo', assetId },
    { kind: 'text', text: 'One' },
  ])
  expect(picturesOf(layers)).toEqual([assetId])
  const output = { mode: 'transcode' }
  expect(isSeenByEncoder({ output }, { output, layers })).toBe(true)
  expect(isSeenByEncoder({ output, layers }, { output, layers: [...layers] })).toBe(false)
  expect(isSeenByEncoder({ output }, { output, layers: [] })).toBe(false)
})
