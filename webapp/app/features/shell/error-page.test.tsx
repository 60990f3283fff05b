import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { ErrorPage } from './error-page.tsx'

const failure = (status: number) => ({ status, statusText: '', internal: false, data: null })

const waysOn = async (status: number, path = '/here') => {
  const markup = await render(<ErrorPage error={failure(status)} />, { path })
  return [...markup.matchAll(/href="([^"]+)"/g)].map(([, to]) => to)
}

test('from a page that is not there the first way on is the search, then the list it belongs to', async () => {
  expect(await waysOn(404)).toEqual(['/channels', '/channels', '/here'])
  const named = '/channels/Haber%20Bir'
  expect(await waysOn(422, named)).toEqual(['/channels?search=Haber%20Bir', '/channels', named])
})

test('from another one it is another try', async () => {
  expect(await waysOn(500)).toEqual(['/here', '/channels'])
})

test('a page that is not allowed says which role it takes, and leads elsewhere first', async () => {
  const markup = await render(<ErrorPage error={failure(403)} />)
  expect(markup).toContain('operatör rolü gerekir')
  expect(await waysOn(403)).toEqual(['/channels', '/channels', '/here'])
})
