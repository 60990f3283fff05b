import { CreateChannelInput } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { judge } from './judge.server.ts'

const sources = (url: string) => ({ name: 'Wrong', sources: [{ url }] })

test('what is wrong is said by its code and in English, for whoever cannot render it', () => {
  const judged = judge(CreateChannelInput, sources('ftp://example.com/live'))
  expect(judged).toMatchObject({ ok: false, problem: { code: 'validation_failed' } })
  const [problem] = judged.ok ? [] : (judged.problem.details ?? [])
  expect(problem?.path).toBe('sources.0.url')
  expect(problem?.code).toMatch(/^address-/)
  expect(problem?.message).toContain('Use an address that begins with http')
})

test('what is right comes back as the contract has it', () => {
  const judged = judge(CreateChannelInput, sources('http://example.com/live.ts'))
  expect(judged).toMatchObject({ ok: true, value: { name: 'Wrong' } })
})
