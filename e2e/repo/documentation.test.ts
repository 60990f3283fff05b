import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { read, repositoryFiles, root } from './files.ts'

/** A path from the root of the repository to a source file, as it stands in a text. */
const NAMED = /`((?:[\w.-]+\/)+[\w.-]+\.(?:tsx?|mjs|sql|md))`/g

const pages = repositoryFiles().filter((path) => /^(README|docs\/.*)\.md$/.test(path))
const namedIn = (text: string) => [...text.matchAll(NAMED)].map(([, path]) => path ?? '')

test('every file that a page names is there', () => {
  expect(pages).toContain('docs/architecture.md')
  const named = pages.flatMap((page) => namedIn(read(page)).map((path) => `${page}: ${path}`))
  expect(named.filter((entry) => !existsSync(join(root, entry.split(': ')[1] ?? '')))).toEqual([])
})

test('pages are in the context of images: the web app has them built in', () => {
  const left = read('.dockerignore').split('\n')
  expect(left.filter((line) => /^(docs|README)|\.md$/.test(line))).toEqual([])
})

describe('the architecture names the file of each step', () => {
  const chapters = read('docs/architecture.md').split(/^## /m)
  test.each([
    ['One setting, from the form to FFmpeg', 8],
    ['One segment, from FFmpeg to a player', 6],
  ])('%s', (title, steps) => {
    const chapter = chapters.find((text) => text.startsWith(title)) ?? ''
    const numbered = chapter.split('\n').filter((line) => /^\d+\. /.test(line))
    expect(numbered).toHaveLength(steps)
    expect(numbered.filter((line) => namedIn(line).length === 0)).toEqual([])
  })
})
