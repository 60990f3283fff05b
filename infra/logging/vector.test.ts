import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOG_PARTS, LogEntry } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const Vector = z.object({
  sources: z.record(z.string(), z.object({ include: z.array(z.string()) })),
  transforms: z.record(z.string(), z.object({ inputs: z.array(z.string()), source: z.string() })),
  sinks: z.record(
    z.string(),
    z.object({ inputs: z.array(z.string()), labels: z.record(z.string(), z.string()) }),
  ),
})
const text = readFileSync(join(import.meta.dirname, 'vector.yaml'), 'utf8')
const vector = Vector.parse(parse(text))
const { files } = vector.sources
const { entries } = vector.transforms
const { loki } = vector.sinks

/** What Vector itself puts beside a line, and takes for its time. */
const OF_VECTOR = ['host', 'message', 'timestamp']

test('every field that is named is one of an entry, or of Vector', () => {
  const inSource = [...(entries?.source ?? '').matchAll(/(?<![\w)])\.([a-z]\w*)/g)]
  const inLabels = Object.values(loki?.labels ?? {}).map((value) => /^\{\{ (\w+) \}\}$/.exec(value))
  const named = [...inSource, ...inLabels].map((match) => match?.[1] ?? 'no field')
  expect(named).toContain('time')
  const known = [...Object.keys(LogEntry.shape), ...OF_VECTOR]
  expect(named.filter((name) => !known.includes(name))).toEqual([])
})

test('labels are the part, the level and the host', () => {
  expect(Object.keys(loki?.labels ?? {})).toEqual(['part', 'level', 'host'])
})

test('what is sent comes from the files, and the files are those of every part', () => {
  expect([entries?.inputs, loki?.inputs]).toEqual([['files'], ['entries']])
  const [pattern = ''] = files?.include ?? []
  const name = pattern.slice(pattern.lastIndexOf('/') + 1)
  const matching = new RegExp(
    `^${name.replace('.', '\\.').replaceAll('?', '.').replace('*', '.*')}$`,
  )
  for (const part of LOG_PARTS) expect(`${part}-2026-03-01.log`).toMatch(matching)
})
