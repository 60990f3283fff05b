import { expect, test } from 'vitest'
import { allScripts, firstScripts } from '../stack/first-scripts.ts'

/** As the bar of the benchmark, in bytes: half of it is React and Remix. */
const MOST_BYTES = 120_000

const dashboard = firstScripts(['root', 'routes/frame', 'routes/home'])

test('the dashboard needs no more than 120 kB of scripts until it can be used', () => {
  const sizes = Object.fromEntries(dashboard.map(({ name, gzipBytes }) => [name, gzipBytes]))
  const sum = dashboard.reduce((total, { gzipBytes }) => total + gzipBytes, 0)
  expect(sum, JSON.stringify(sizes)).toBeLessThanOrEqual(MOST_BYTES)
})

test('the dashboard comes in few files: each is a turn of its own on a connection', () => {
  expect(dashboard.length).toBeLessThanOrEqual(8)
})

test('a browser loads no schemas: what is typed is judged by the server', () => {
  const withSchemas = allScripts().filter(({ text }) => text.includes('_zod'))
  expect(withSchemas.map(({ name }) => name)).toEqual([])
})

test('a browser loads the texts of one language', () => {
  const texts = dashboard.map(({ text }) => text).join('\n')
  expect(texts).toContain('Needs attention')
  expect(texts).not.toContain('Unutulan parolalar')
})
