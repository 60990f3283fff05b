import { createSocket } from 'node:dgram'

/**
 * Tells how much media was sent as an FFmpeg tells it, from the address by which the agent knows who it
 * is. Nobody has to listen: an agent that comes back hears the next.
 */
export async function openProgress(progressUrl: string): Promise<(seconds: number) => void> {
  const { hostname, port, searchParams } = new URL(progressUrl)
  const socket = createSocket('udp4')
  socket.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    socket.bind({ address: searchParams.get('localaddr') ?? undefined, port: 0 }, resolve)
  })
  return (seconds) => {
    const text = `out_time_us=${Math.round(seconds * 1e6)}\nprogress=continue\n`
    socket.send(text, Number(port), hostname)
  }
}
