import { createSocket } from 'node:dgram'
import { LOOK_BYTES } from '../domain/content/look-size.ts'
import type { RunWord } from '../ports.ts'
import { parseProgress } from './parse-progress.ts'
import { createLineReader } from './read-lines.ts'

/** Bytes of a datagram of text: larger than any that a run sends. */
const MOST_TEXT = 4096
const PROGRESS = Buffer.from('progress=')

export type ProgressSocket = {
  port: number
  /** `address` is the loopback address that the run was told to send from. */
  onWord(listener: (address: string, word: RunWord) => void): void
  close(): Promise<void>
}

/**
 * One UDP socket for all that runs send: their progress, the packets of their sources, small pictures
 * and how loud they are. Unconnected
 * on their side, so they go on sending while nobody listens, and a restarted agent that binds the
 * same port hears them again. Rejects when the port is taken.
 */
export async function createProgressSocket(options: { port: number }): Promise<ProgressSocket> {
  const socket = createSocket('udp4')
  const listeners: ((address: string, word: RunWord) => void)[] = []
  const readLines = createLineReader()
  socket.on('message', (message, { address, port }) => {
    const tell = (word: RunWord) => {
      for (const listener of listeners) listener(address, word)
    }
    if (message.length === LOOK_BYTES) tell({ kind: 'picture', pixels: new Uint8Array(message) })
    if (message.length > MOST_TEXT) return
    const progress = message.includes(PROGRESS) ? parseProgress(message.toString('latin1')) : null
    if (progress !== null) tell({ kind: 'progress', progress })
    else for (const word of readLines(`${address}:${port}`, message)) tell(word)
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
