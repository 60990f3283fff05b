import { storableJson } from '@cashbacktv/contract'
import WebSocket, { type ClientOptions } from 'ws'

/** A snapshot of the largest host fits many times over. */
const MAX_PAYLOAD_BYTES = 16 << 20

/**
 * The WebSocket class that tRPC makes its connections with: it carries the host's credential and
 * tells when the server refuses it. Whatever is said goes through it without the halves of characters
 * that are left where a text was cut off: a control plane cannot keep them, and refuses the message.
 */
export function linkSocketClass(credential: () => string, onRefused: (status: number) => void) {
  return class LinkSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      const options: ClientOptions = {
        headers: { authorization: `Bearer ${credential()}` },
        maxPayload: MAX_PAYLOAD_BYTES,
        handshakeTimeout: 10_000,
        perMessageDeflate: false,
      }
      super(address, protocols, options)
      this.on('error', (error) => {
        const status = /Unexpected server response: (\d{3})/.exec(error.message)?.[1]
        if (status !== undefined) onRefused(Number(status))
      })
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(typeof data === 'string' ? storableJson(data) : data)
    }
  }
}
