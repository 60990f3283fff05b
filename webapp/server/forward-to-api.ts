const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host']

/** Sends a request on to the control plane at `baseUrl` and answers its response, streaming both ways. */
export async function forwardToApi(request: Request, baseUrl: string): Promise<Response> {
  const url = new URL(request.url)
  const headers = new Headers(request.headers)
  const host = headers.get('host')
  for (const name of HOP_BY_HOP) headers.delete(name)
  if (host && !headers.has('x-forwarded-host')) headers.set('x-forwarded-host', host)
  // Packing is for the way to the browser, and is done at its beginning.
  headers.set('accept-encoding', 'identity')
  const init: RequestInit & { duplex?: 'half' } = {
    method: request.method,
    headers,
    body: request.body,
    redirect: 'manual',
    signal: request.signal,
    duplex: 'half',
  }
  try {
    const response = await fetch(`${baseUrl}${url.pathname}${url.search}`, init)
    const answer = new Response(response.body, response)
    // An origin that packs all the same has been unpacked by `fetch`.
    answer.headers.delete('content-encoding')
    answer.headers.delete('content-length')
    return answer
  } catch {
    const error = { code: 'unavailable', message: 'The control plane does not answer.' }
    return Response.json({ error }, { status: 503 })
  }
}
