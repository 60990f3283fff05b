import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

/**
 * Asks for all of it before anything is answered, on one connection. Gives the answers in the same order, each from
 * its status on, as text.
 */
export async function askAtOnce(
  base: string,
  method: 'GET' | 'HEAD',
  paths: readonly string[],
): Promise<string[]> {
  const requests = paths.map((path, at) => {
    const connection = at === paths.length - 1 ? 'close' : 'keep-alive'
    return `${method} ${path} HTTP/1.1\r\nhost: origin\r\nconnection: ${connection}\r\n\r\n`
  })
  const socket = connect(Number(new URL(base).port), '127.0.0.1')
  socket.write(requests.join(''))
  return (await text(socket)).split('HTTP/1.1 ').slice(1)
}
