import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { STATUS_OF_ERROR } from '@cashbacktv/contract'
import { errorBody } from '../domain/error-body.ts'
import type { DomainError } from '../domain/errors.ts'

/** Answers an upgrade with an HTTP error, before there is any WebSocket. */
export function refuseUpgrade(socket: Duplex, error: DomainError): void {
  const status = STATUS_OF_ERROR[error.code]
  const body = JSON.stringify({ error: errorBody(error) })
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
}
