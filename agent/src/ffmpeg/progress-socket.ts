import { createSocket } from 'node:dgram'
import type { RunWord } from '../ports.ts'
import { parseProgress } from './parse-progress.ts'
import { createLineReader } from './read-lines.ts'

export type ProgressSocket = {
  port: number
  /** `address` is the loopback address that the run was told to send from. */
  onWord(listener: (address: string, word: RunWord) => void): void
  close(): Promise<void>
}

/**
 * One UDP socket for all that runs send: their progress and the packets of their sources. Unconnected
 * on their side, so they go on sending while nobody listens, and a restarted agent that binds the
 * same port hears them again. Rejects when the port is taken.
 */
export async function createProgressSocket(options: { port: number }): Promise<ProgressSocket> {
  const socket = createSocket('udp4')
  const listeners: ((address: string, word: RunWord) => void)[] = []
  const readLines = createLineReader()
  socket.on('message', (message, { address, port }) => {
    if (message.length > 4096) return
    const text = message.toString('latin1')
    const progress = parseProgress(text)
    const word: RunWord | null =
      progress === null ? readLines(`${address}:${port}`, text) : { kind: 'progress', progress }
    if (word !== null) for (const listener of listeners) listener(address, word)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind({ port: options.port, address: '127.0.0.1', exclusive: true }, () => {
      socket.removeListener('error', reject)
      // A datagram that could not be delivered elsewhere is no reason to end.
      socket.on('error', () => {})
      resolve()
    })
  })
  return {
    port: socket.address().port,
    onWord: (listener) => void listeners.push(listener),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

/** Where one run sends its progress, and from which address. */
export function progressUrl(port: number, address: string): string {
  return `udp://127.0.0.1:${port}?localaddr=${address}`
}
