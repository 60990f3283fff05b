import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allScripts, DASHBOARD, firstScripts } from '../stack/first-scripts.ts'
import { bytesOf } from '../stack/loaded-scripts.ts'

/** The bar of the benchmark is 120,000: this leaves room for what a fleet in trouble adds to it. */
const MOST_BYTES = 119_500

const dashboard = firstScripts(DASHBOARD)

test('the dashboard needs no more than 119.5 kB of scripts until it can be used', () => {
  const sizes = Object.fromEntries(dashboard.map(({ name, gzipBytes }) => [name, gzipBytes]))
  expect(bytesOf(dashboard), JSON.stringify(sizes)).toBeLessThanOrEqual(MOST_BYTES)
})

test('the dashboard comes in few files: each is a turn of its own on a connection', () => {
  expect(dashboard.length).toBeLessThanOrEqual(8)
})

test('a browser loads no schemas: what is typed is judged by the server', () => {
  const withSchemas = allScripts().filter(({ text }) => text.includes('_zod'))
  expect(withSchemas.map(({ name }) => name)).toEqual([])
})

test('a browser loads nothing of the documentation but the page that is read', () => {
  const [line = ''] = readFileSync('docs/playback.md', 'utf8').split('\n').slice(2)
  expect(line.length).toBeGreaterThan(20)
  const withDocs = allScripts().filter(({ text }) => text.includes(line.slice(0, 60)))
  expect(withDocs.map(({ name }) => name)).toEqual([])
})

test('a browser loads the texts of one language', () => {
  const texts = dashboard.map(({ text }) => text).join('\n')
  expect(texts).toContain('Needs attention')
  expect(texts).not.toContain('Unutulan parolalar')
})
