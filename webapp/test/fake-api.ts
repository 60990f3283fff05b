import { type FetchCreateContextFnOptions, fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { fakeRouter } from './fake-router.ts'
import type { FakeWorld } from './fake-world.ts'

/** Answers what the control plane answers: tRPC, the REST of log-in and uploads, pictures of channels. */
export function createFakeApi(world: FakeWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/trpc')) return answerTrpc(request, world)
    if (pathname === '/api/v1/auth/refresh') return Response.json(world.tokens())
    if (pathname === '/api/v1/uploads/logo') {
      const id = '30000000-0000-4000-8000-000000000000'
      return Response.json({ id, width: 400, height: 160 }, { status: 201 })
    }
    if (pathname.startsWith('/api/v1/uploads/')) return svg(LOGO)
    if (pathname.endsWith('/thumbnail.jpg')) return svg(picture(pathname))
    return Response.json({ error: { code: 'not_found', message: 'Not found' } }, { status: 404 })
  }
}

function answerTrpc(request: Request, world: FakeWorld): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/trpc',
    req: request,
    router: fakeRouter,
    createContext: ({ req }: FetchCreateContextFnOptions) => ({ world, signedIn: isSignedIn(req) }),
  })
}

function isSignedIn(request: Request): boolean {
  const { headers } = request
  return (
    headers.get('authorization') === 'Bearer fake-access' ||
    (headers.get('cookie') ?? '').includes('cbtv_access=fake-access')
  )
}

function svg(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'image/svg+xml' } })
}

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="160"><rect width="400" height="160" rx="30" fill="#e11d48"/><text x="200" y="108" font-family="sans-serif" font-size="84" font-weight="700" fill="#fff" text-anchor="middle">CBTV</text></svg>'

function picture(pathname: string): string {
  const hue = [...pathname].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360
  const seconds = Math.floor(Date.now() / 1000) % 60
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="hsl(${hue} 45% 42%)"/><stop offset="1" stop-color="hsl(${hue + 50} 50% 18%)"/></linearGradient></defs><rect width="640" height="360" fill="url(#g)"/><circle cx="${80 + seconds * 8}" cy="210" r="90" fill="hsl(${hue + 20} 40% 60% / .5)"/><rect y="300" width="640" height="60" fill="#0008"/></svg>`
}
