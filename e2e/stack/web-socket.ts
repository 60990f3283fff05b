import { request } from 'node:http'

const TEXT = 0x81

/** First text message of a WebSocket; rejects with the HTTP status when the upgrade is refused. */
export function firstSocketMessage(
  url: string,
  headers: Record<string, string>,
  timeoutMs = 10_000,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upgrade = request(url, {
      headers: {
        ...headers,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.from('0123456789abcdef').toString('base64'),
      },
      timeout: timeoutMs,
    })
    upgrade.on('timeout', () => upgrade.destroy(new Error('no word in time')))
    upgrade.on('error', reject)
    upgrade.on('response', ({ statusCode }) => {
      upgrade.destroy()
      reject(new Error(`refused with ${statusCode}`))
    })
    upgrade.on('upgrade', (_response, socket, head) => {
      let received = Buffer.from(head)
      const look = () => {
        const message = textFrame(received)
        if (message === null) return
        socket.destroy()
        resolve(message)
      }
      socket.on('error', reject)
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk])
        look()
      })
      look()
    })
    upgrade.end()
  })
}

/** Text of an unfragmented, unmasked frame, or null while it is not whole. */
function textFrame(bytes: Buffer): string | null {
  if (bytes.length < 2 || bytes[0] !== TEXT) return null
  const short = (bytes[1] ?? 0) & 0x7f
  const header = short === 127 ? 10 : short === 126 ? 4 : 2
  if (bytes.length < header) return null
  const length =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short
  if (bytes.length < header + length) return null
  return bytes.subarray(header, header + length).toString()
}
