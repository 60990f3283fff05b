import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

const SDP =
  'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1\r\na=control:track1\r\n'
const STREAM =
  '-v error -nostdin -re -f lavfi -i testsrc2=s=320x180:r=25 -c:v libx264 -preset ultrafast -tune zerolatency -g 12 -pix_fmt yuv420p -f rtp -payload_type 96'

/** An RTSP camera that refuses RTP over TCP with 461 and sends it over UDP. `asked` are the transports wanted of it. */
export async function serveUdpOnlyRtsp(): Promise<{
  url: string
  asked: string[]
  close(): Promise<void>
}> {
  const asked: string[] = []
  const senders = new Set<ChildProcess>()
  const server = createServer((socket) => {
    let text = ''
    let port = 0
    let sender: ChildProcess | null = null
    socket.on('error', () => {})
    socket.on('close', () => sender?.kill())
    socket.on('data', (data) => {
      text += data.toString('latin1')
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        answer(text.slice(0, end))
        text = text.slice(end + 4)
      }
    })

    function answer(request: string): void {
      const sequence = /CSeq: (\d+)/i.exec(request)?.[1] ?? '0'
      const say = (status: string, headers = '', body = '') =>
        socket.write(`RTSP/1.0 ${status}\r\nCSeq: ${sequence}\r\n${headers}\r\n${body}`)
      switch (request.split(' ')[0]) {
        case 'DESCRIBE':
          say('200 OK', `Content-Type: application/sdp\r\nContent-Length: ${SDP.length}\r\n`, SDP)
          return
        case 'SETUP': {
          asked.push(/Transport: ([^;\r]*)/i.exec(request)?.[1] ?? '')
          port = Number(/client_port=(\d+)/.exec(request)?.[1] ?? 0)
          const ports = `client_port=${port}-${port + 1};server_port=50000-50001`
          if (port === 0) say('461 Unsupported Transport')
          else say('200 OK', `Transport: RTP/AVP;unicast;${ports}\r\nSession: 1\r\n`)
          return
        }
        case 'PLAY':
          say('200 OK', 'Session: 1\r\n')
          sender = spawn('ffmpeg', [...STREAM.split(' '), `rtp://127.0.0.1:${port}`])
          senders.add(sender)
          return
        default:
          say('200 OK', 'Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\nSession: 1\r\n')
      }
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return {
    url: `rtsp://127.0.0.1:${address.port}/cam`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const sender of senders) sender.kill('SIGKILL')
        server.close(() => resolve())
      }),
  }
}
