import type { KeepGoing } from './keep-going.ts'

type Ends = { close(): void; keepGoing: KeepGoing }

/** What is sent bit by bit reads the database until its end, or until it breaks off or its client leaves. */
export function closingAfter(response: Response, { close, keepGoing }: Ends): Response {
  if (response.body === null) {
    close()
    return response
  }
  const watched = new TransformStream<Uint8Array, Uint8Array>()
  const end = response.body.pipeTo(watched.writable)
  keepGoing(end.catch(() => {}).finally(close))
  return new Response(watched.readable, response)
}
