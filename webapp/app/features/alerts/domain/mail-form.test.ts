import { PutAlertSettingsInput } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { formOfMail, losesPassword, mailBody } from './mail-form.ts'

const known = {
  ...({ server: 'smtp.example.com', port: 465, security: 'tls' } as const),
  user: 'alerts',
  from: 'alerts@example.com',
  hasPassword: true,
}

test('saved unchanged, a mail server says nothing of its password, which stays', () => {
  const { hasPassword, ...shown } = known
  const body = PutAlertSettingsInput.parse(mailBody(formOfMail(known)))
  expect(body).toEqual({ smtp: shown })
})

test('without a user none is sent, and what was typed wrong is refused at its field', () => {
  const body = mailBody({ ...formOfMail(null), port: 'x', user: '' })
  const { error } = PutAlertSettingsInput.safeParse(body)
  expect(error?.issues.map(({ path }) => path.join('.')).sort()).toEqual([
    ...['smtp.from', 'smtp.port', 'smtp.server'],
  ])
})

test('a kept password is asked for anew where it would be sent to another place or in the clear, and not where none is needed', () => {
  const form = formOfMail(known)
  expect(losesPassword(known, form)).toBe(false)
  expect(losesPassword(known, { ...form, server: 'other.example.com' })).toBe(true)
  expect(losesPassword(known, { ...form, user: 'other' })).toBe(true)
  expect(losesPassword(known, { ...form, port: '2525' })).toBe(true)
  expect(losesPassword(known, { ...form, security: 'none' })).toBe(true)
  expect(losesPassword(known, { ...form, security: 'starttls' })).toBe(false)
  expect(losesPassword({ ...known, security: 'none' }, form)).toBe(false)
  expect(losesPassword(known, { ...form, security: 'none', password: 'x' })).toBe(false)
  expect(losesPassword(known, { ...form, user: 'other', password: 'x' })).toBe(false)
  expect(losesPassword(known, { ...form, server: 'other.example.com', user: '' })).toBe(false)
})
