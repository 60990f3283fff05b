import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { STATUS_OF_ERROR } from '@cashbacktv/contract'
import { errorBody } from '../domain/error-body.ts'
import type { DomainError } from '../domain/errors.ts'

/** Answers an upgrade with an HTTP error, before there is any WebSocket. */
export function refuseUpgrade(socket: Duplex, error: DomainError): void {
  const body = JSON.stringify({ error: errorBody(error) })
  answerAndClose(socket, STATUS_OF_ERROR[error.code], body)
}

/** The same where there is nothing. */
export function refuseUnknownUpgrade(socket: Duplex): void {
  answerAndClose(socket, 404, '')
}

/** Whoever asked may leave its half of the connection open, which no time of HTTP ends any more. */
function answerAndClose(socket: Duplex, status: number, body: string): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    ...(body === '' ? [] : ['Content-Type: application/json']),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end([...head, '', body].join('\r\n'), () => socket.destroy())
}
