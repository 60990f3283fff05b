import { expect, test, vi } from 'vitest'
import { render } from '../../../test/render.tsx'
import { ErrorPage } from './error-page.tsx'

const here = vi.hoisted(() => ({ pathname: '/here', toString: () => '/here' }))

vi.mock('@remix-run/react', () => ({
  useLocation: () => here,
  isRouteErrorResponse: () => true,
  Link: (props: { to: string; children: string }) => (
    <a href={String(props.to)}>{props.children}</a>
  ),
}))

const waysOn = async (status: number) => {
  const markup = await render(<ErrorPage error={{ status, data: null }} />)
  return [...markup.matchAll(/href="([^"]+)"/g)].map(([, to]) => to)
}

test('from a page that is not there the first way on is the search, then the list it belongs to', async () => {
  expect(await waysOn(404)).toEqual(['/channels', '/channels', '/here'])
  here.pathname = '/channels/Haber%20Bir'
  expect(await waysOn(422)).toEqual(['/channels?search=Haber%20Bir', '/channels', '/here'])
  here.pathname = '/here'
})

test('from another one it is another try', async () => {
  expect(await waysOn(500)).toEqual(['/here', '/channels'])
})

test('a page that is not allowed says which role it takes, and leads elsewhere first', async () => {
  const markup = await render(<ErrorPage error={{ status: 403, data: null }} />)
  expect(markup).toContain('operatör rolü gerekir')
  expect(await waysOn(403)).toEqual(['/channels', '/channels', '/here'])
})
