import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import { expect, test } from 'vitest'
import { isTest, read, repositoryFiles, root } from './files.ts'

const files = repositoryFiles()
const documents = files.filter((path) => path.endsWith('.md'))
const manifests = files.filter((path) => path.endsWith('package.json'))

/** A guide, held where it is easily held: one idea a file. */
const LONGEST_FILE_LINES = 250

/** Folders that once held everything, and how many files each may hold beside its rooms. */
const FORMER_HALLS = ['agent/src/domain', 'agent/src/origin', 'agent/src/supervisor']
const MOST_FILES = 20

test('every path that a document names exists', () => {
  const wrong = documents.flatMap((document) =>
    namedPaths(read(document))
      .filter(
        (path) => !existsSync(join(root, path)) && !existsSync(join(root, dirname(document), path)),
      )
      .map((path) => `${document} names ${path}`),
  )
  expect(wrong).toEqual([])
})

test('the product says the version of its package', () => {
  expect(JSON.parse(read('package.json')).version).toBe(PRODUCT_VERSION)
})

test('no source file has outgrown its one idea', () => {
  const long = files
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !isTest(path) && !/\/i18n\//.test(path))
    .filter((path) => read(path).split('\n').length > LONGEST_FILE_LINES)
  expect(long).toEqual([])
})

test('what once was a hall keeps to its rooms', () => {
  const crowded = FORMER_HALLS.filter(
    (folder) => files.filter((path) => dirname(path) === folder).length > MOST_FILES,
  )
  expect(crowded).toEqual([])
})

test('packages are pinned exactly and the root has none', () => {
  const loose = manifests.flatMap((path) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(path))
    return Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => path === 'package.json' || !/^\d/.test(String(version)))
      .map(([name, version]) => `${path}: ${name} ${version}`)
  })
  expect(loose).toEqual([])
})

test('one version of a package everywhere', () => {
  const seen = new Map<string, Set<string>>()
  for (const path of manifests) {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(path))
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      seen.set(name, (seen.get(name) ?? new Set()).add(String(version)))
    }
  }
  expect([...seen].filter(([, versions]) => versions.size > 1)).toEqual([])
})

test('the lock file names no registry', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/)
})

test('nothing that is committed carries a path of one machine', () => {
  const texts = files.filter((path) => /\.(ts|tsx|mjs|md|json|ya?ml|sh|css)$/.test(path))
  const machine = /(["'`\s(])\/(root|home\/\w+|work)\//
  expect(texts.filter((path) => !path.startsWith('e2e/repo/') && machine.test(read(path)))).toEqual(
    [],
  )
})

test('every HTTP server of the product ends whom it has waited for long enough', () => {
  const servers = files
    .filter((path) => /^(agent|control-plane|webapp|infra)\/.*\.m?ts$/.test(path))
    .filter((path) => !isTest(path) && !/\/(dev|test)\//.test(path))
    .filter((path) => /\bfrom '(node:https?|node:http2|@hono\/node-server)'/.test(read(path)))
    .filter((path) => /\b(createServer|createSecureServer|serve)\(/.test(read(path)))
  expect(servers.length).toBeGreaterThan(3)
  expect(servers.filter((path) => !read(path).includes('SERVER_TIMES'))).toEqual([])
})

/** Files of one process share their modules, so what one file puts in a module's place another finds, or not. */
test('no test puts a module in the place of another', () => {
  const alone = /\.security\.ts$/
  const tests = files.filter((path) => isTest(path) && !alone.test(path))
  expect(tests.length).toBeGreaterThan(500)
  expect(tests.filter((path) => /\bvi\.(do)?[mM]ock\(/.test(read(path)))).toEqual([])
})

test('nothing is left to be done in a comment', () => {
  const texts = files.filter(
    (path) => /\.(ts|tsx|mjs)$/.test(path) && !path.startsWith('e2e/repo/'),
  )
  expect(texts.filter((path) => /\b(TODO|FIXME|XXX)\b/.test(read(path)))).toEqual([])
})

/** Paths in backticks or links that begin with a folder or file of the repository. */
function namedPaths(text: string): string[] {
  const tops = new Set(files.map((path) => path.split('/')[0]))
  const marked = [...text.matchAll(/`([^`\s]+)`|\]\(([^)\s#]+)[^)]*\)/g)]
  return marked
    .map((match) => (match[1] ?? match[2] ?? '').replace(/^\.\//, '').replace(/[/.,:]+$/, ''))
    .filter((path) => /^[\w@.-]+\/[\w@./-]+$/.test(path) && tops.has(path.split('/')[0]))
    .filter((path) => !path.includes('node_modules') && !/\/(dist|build)(\/|$)/.test(path))
}

/** postgres.js takes it, and its types do not know of it. */
const UNTYPED = '{ ...options, ...{ socket } }'

test('an object has its fields one by one, and not by literals that are spread into it', () => {
  const spread = repositoryFiles()
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && path !== 'e2e/repo/repository.test.ts')
    .filter((path) => read(path).replaceAll(UNTYPED, '').includes('...{'))
  expect(spread).toEqual([])
})
