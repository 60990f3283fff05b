import { expect, test } from 'vitest'
import { isTest, read, repositoryFiles } from './files.ts'

const CLASS = "'(?:network|encoding|resource|fatal)'"
const CODE = "'([a-z][a-z0-9]*(?:-[a-z0-9]+)*)'"

/** The ways in which a reason is written down: as a call, as an object, in a table by number. */
const WRITTEN = [
  new RegExp(`${CLASS},\\s*${CODE}`, 'g'),
  new RegExp(`class: ${CLASS}(?: as const)?,\\s*code: ${CODE}`, 'g'),
  new RegExp(`\\d{3}: \\[\\s*${CODE}`, 'g'),
  new RegExp(`code: ${CODE},\\s*class: ${CLASS}`, 'g'),
  new RegExp(`warn\\(\\s*'(?:blocks|degrades)',\\s*${CODE}`, 'g'),
]

test('every reason that a part of the product can give has a Turkish text', () => {
  const codes = repositoryFiles()
    .filter((path) => /^(agent|control-plane)\/.*\.ts$/.test(path) && !isTest(path))
    .filter((path) => !/\/test\//.test(path) && !path.startsWith('agent/test/'))
    .flatMap((path) => codesIn(read(path)))
  expect(codes.length).toBeGreaterThan(80)
  const texts = new Set(keysOf('webapp/app/i18n/reasons.ts'))
  expect([...new Set(codes)].filter((code) => !texts.has(code) && !NO_REASONS.has(code))).toEqual(
    [],
  )
})

test('every warning about a source has a Turkish text', () => {
  const text = read('control-plane/contract/src/source-warnings.ts')
  const codes = [
    ...text.matchAll(/(?:code: |'(?:blocks|degrades|tells)',\s*)'([a-z]+-[a-z-]+|recording)'/g),
  ]
  const texts = keysOf('webapp/app/i18n/source-warnings.ts')
  expect(codes.length).toBeGreaterThan(8)
  expect(codes.map(([, code]) => code).filter((code) => !texts.includes(code ?? ''))).toEqual([])
})

/** The classes themselves, where they are listed, and a level of a log. */
const NO_REASONS = new Set(['network', 'encoding', 'resource', 'fatal', 'error'])

function codesIn(text: string): string[] {
  return WRITTEN.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
}

function keysOf(path: string): string[] {
  return [...read(path).matchAll(/\[\s*'([a-z0-9-]+)',/g)].map((match) => match[1] ?? '')
}
