import { errorOf, messageOf } from '@cashbacktv/contract'
import { proxy } from 'hono/proxy'

/** Sends a request on to the control plane at `baseUrl` and answers its response, streaming both ways. */
export async function forwardToApi(request: Request, baseUrl: string): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  try {
    return await proxy(`${baseUrl}${pathname}${search}`, {
      raw: request,
      redirect: 'manual',
      customFetch: askDirectly,
    })
  } catch {
    const error = errorOf('unavailable', messageOf('control-plane-away'))
    return Response.json({ error }, { status: 503 })
  }
}

function askDirectly(request: Request): Promise<Response> {
  const { headers } = request
  const host = headers.get('host')
  if (host && !headers.has('x-forwarded-host')) headers.set('x-forwarded-host', host)
  headers.delete('host')
  // Packing is for the way to the browser, and is done at its beginning.
  headers.set('accept-encoding', 'identity')
  return fetch(request)
}
