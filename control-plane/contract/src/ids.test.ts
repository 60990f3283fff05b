import { describe, expect, it } from 'vitest'
import { ChannelId, RunId, Sha256, Slug } from './ids.ts'

describe('slugs', () => {
  it.each(['a', '7', 'trt-1', 'a'.repeat(63), '0-9'])('%s is one', (slug) => {
    expect(Slug.parse(slug)).toBe(slug)
  })

  it.each([
    '',
    '-a',
    'A',
    'a b',
    'a/b',
    '..',
    'a.b',
    'a_b',
    'ş',
    'a\n',
    '\na',
    'a\u0000',
    'a'.repeat(64),
    '%2e%2e',
    '_',
  ])('%j is none: it could leave its path, its label or its line', (slug) => {
    expect(Slug.safeParse(slug).success).toBe(false)
  })
})

describe('ids', () => {
  it.each([
    '',
    '1',
    '../..',
    'x'.repeat(36),
    `${crypto.randomUUID()}\n`,
    `${crypto.randomUUID()}/..`,
  ])('%j is no channel id', (id) => {
    expect(ChannelId.safeParse(id).success).toBe(false)
  })

  it('of runs are safe as a folder and long enough not to be guessed', () => {
    expect(RunId.safeParse(`abcdefgh-${'a1'.repeat(8)}`).success).toBe(true)
    for (const bad of [
      'abcdefgh',
      'abcdefgh-short',
      `../..-${'a'.repeat(16)}`,
      `abcdefgh-${'A'.repeat(16)}`,
    ]) {
      expect(RunId.safeParse(bad).success).toBe(false)
    }
  })

  it('of assets are sha-256 in lower case', () => {
    expect(Sha256.safeParse('a'.repeat(64)).success).toBe(true)
    expect(Sha256.safeParse('A'.repeat(64)).success).toBe(false)
    expect(Sha256.safeParse('a'.repeat(63)).success).toBe(false)
  })
})
