import type { RouteConfigEntry } from '@remix-run/route-config'
import { expect, test } from 'vitest'
import routes from '../../../routes.ts'
import { NAV_ITEMS } from '../../../shared/nav-items.ts'
import { ALERT_PLACES } from '../../alerts/alert-places.ts'
import { PLACES } from './places.ts'

/** What no person looks for: files, forms without a page, and what is there before somebody may do anything. */
const NO_PLACE =
  /^\/(login|forgot|reset|logout|second-step|preferences|session\/.*|palette\/docs|.*\/export|.*\/template|\*)$/

function addressesOf(entries: readonly RouteConfigEntry[], base = ''): string[] {
  return entries.flatMap(({ path, children = [] }) => {
    const own = path === undefined ? base : `${base}/${path}`
    return [own === '' ? '/' : own, ...addressesOf(children, own)]
  })
}

test('every page that needs no name of a thing can be found', () => {
  const pages = addressesOf(routes).filter((to) => !to.includes(':') && !NO_PLACE.test(to))
  const found = new Set<string>([...NAV_ITEMS, ...PLACES, ...ALERT_PLACES].map(({ to }) => to))
  expect([...new Set(pages)].filter((to) => !found.has(to))).toEqual([])
})
