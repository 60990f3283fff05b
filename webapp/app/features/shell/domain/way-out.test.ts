import { expect, test } from 'vitest'
import { roleNeeded, typedName, wayOut } from './way-out.ts'

test('from what is not there a person gets to the list it would be in', () => {
  expect(wayOut('/channels/00000000-0000-4000-8000-000000000000').to).toBe('/channels')
  expect(wayOut('/alerts/00000000-0000-4000-8000-000000000000').to).toBe('/alerts')
  expect(wayOut('/hosts/one').to).toBe('/hosts')
  expect(wayOut('/docs/operation').to).toBe('/docs')
  expect(wayOut('/settings/users').to).toBe('/settings')
  expect(wayOut('/alertsome').to).toBe('/channels')
  expect(wayOut('/nowhere').to).toBe('/channels')
})

test('a name in place of an id is looked for, and an id is not', () => {
  expect(typedName('/channels/Haber%20Bir/edit')).toBe('Haber%20Bir')
  const others = ['/channels/00000000-0000-4000-8000-000000000000', '/channels', '/nowhere']
  expect(others.map(typedName)).toEqual(['', '', ''])
})

test('settings are for administrators, other pages that are refused for operators', () => {
  expect(roleNeeded('/settings/users')).toBe('admin')
  expect(roleNeeded('/alerts/targets')).toBe('operator')
})
