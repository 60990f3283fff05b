import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8')

test('nginx is rendered from variables of .env.example alone, which shows their defaults', () => {
  const shown = new Map(
    [...read('../../.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  )
  const asked = [...read('render.sh').matchAll(/\$\{([A-Z][A-Z_]+):?[-?]([^}]*)\}/g)]
  expect(asked.length).toBeGreaterThan(12)
  for (const [, name, fallback] of asked) {
    const value = shown.get(name)
    // Of what other parts read, too, the example shows their default where it is another one.
    const known = value === '' || value === fallback
    expect([name, value, known]).toEqual([name, value, true])
  }
})
