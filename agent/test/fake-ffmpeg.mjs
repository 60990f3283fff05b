// A stand-in for FFmpeg: writes segments, a private playlist and progress as FFmpeg would, and
// misbehaves on demand. Arguments: <run folder>/index.m3u8 <progress address> <options as a query>
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const [playlist = '', progress = '', query = ''] = process.argv.slice(2)
const options = new URLSearchParams(query)
const number = (name, otherwise) => Number(options.get(name) ?? otherwise)
const folder = dirname(playlist)
const segmentMs = number('segmentMs', 200)
const stallAfter = number('stallAfter', Number.POSITIVE_INFINITY)
const started = Date.now()
const lines = []
let segments = 0

if (options.has('ignoreTerm')) process.on('SIGTERM', () => {})
else process.on('SIGTERM', () => process.exit(255))
if (options.has('grandchild')) spawn('sleep', ['600'], { stdio: 'ignore' })
if (options.has('say')) process.stderr.write(`[error] ${options.get('say')}\n`)
if (options.has('flood')) setInterval(flood, 10)
if (options.has('exitAfterMs')) {
  setTimeout(() => process.exit(number('code', 1)), number('exitAfterMs', 0))
}

const target = new URL(progress)
const socket = createSocket('udp4')
socket.bind(0, target.searchParams.get('localaddr') ?? '127.0.0.1')
setInterval(
  () => {
    const outTime = segments >= stallAfter ? stallAfter * segmentMs : Date.now() - started
    const block = `frame=${Math.round(outTime / 40)}\nfps=25.00\nout_time_us=${outTime * 1000}\ndup_frames=0\ndrop_frames=0\nspeed=1.0x\nprogress=continue\n`
    socket.send(block, Number(target.port), target.hostname)
  },
  number('progressMs', 500),
)

if (!options.has('silent')) setInterval(writeSegment, segmentMs)

/** As many lines a second as the option says. */
function flood() {
  const count = Math.round(number('flood', 0) / 100)
  process.stderr.write(
    '[error] Error while decoding stream #0:0: Invalid data found\n'.repeat(count),
  )
}

function writeSegment() {
  if (segments >= stallAfter) return
  const name = `${String(segments).padStart(8, '0')}.ts`
  writeFileSync(join(folder, `${name}.tmp`), Buffer.alloc(1880, segments))
  renameSync(join(folder, `${name}.tmp`), join(folder, name))
  segments++
  lines.push(`#EXTINF:${(segmentMs / 1000).toFixed(6)},\n${name}`)
  const text = `#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n${lines.join('\n')}\n`
  writeFileSync(`${playlist}.tmp`, text)
  renameSync(`${playlist}.tmp`, playlist)
}
