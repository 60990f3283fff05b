import type { Duplex } from 'node:stream'

const STATUS = {
  401: 'Unauthorized',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
} as const

/** Answers an upgrade with an HTTP error, before there is any WebSocket. */
export function refuseUpgrade(
  socket: Duplex,
  status: keyof typeof STATUS,
  error: { code: string; message: string },
): void {
  const body = JSON.stringify({ error })
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS[status]}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
}
