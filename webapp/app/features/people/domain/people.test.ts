import type { UserView } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { forgottenOf } from './people.ts'

type Person = Parameters<typeof forgottenOf>[0][number]
const person = (email: string, changes: Partial<Person> = {}): Person => ({
  id: email as UserView['id'],
  email,
  forgotAt: null,
  disabledAt: null,
  ...changes,
})

test('who forgot the password waits, the longest wait first, and a disabled account does not', () => {
  const waiting = forgottenOf([
    person('fine'),
    person('later', { forgotAt: '2026-01-02T10:00:00Z' }),
    person('disabled', { forgotAt: '2026-01-01T09:00:00Z', disabledAt: '2026-01-01T10:00:00Z' }),
    person('first', { forgotAt: '2026-01-01T10:00:00Z' }),
  ])
  expect(waiting.map(({ email }) => email)).toEqual(['first', 'later'])
})
