import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * The least that publishing can be: for each segment its playlist is looked at and its end read, its
 * own tail is read, and a window is written twice. So often, that its cost can be told finely.
 */
const [media = '', out = '', segmentMs = '', times = ''] = process.argv.slice(2)
const TAIL_BYTES = 64_000
const WINDOW = JSON.stringify({ segments: Array(6).fill('x'.repeat(120)) })
const buffer = Buffer.alloc(TAIL_BYTES)
const channels = readdirSync(media).filter((name) => existsSync(join(media, name, 'runs')))

function publish(channel: string): void {
  const runs = join(media, channel, 'runs')
  const run = join(runs, readdirSync(runs).find((name) => !name.startsWith('slate')) ?? '')
  const playlist = join(run, 'index.m3u8')
  statSync(playlist)
  const listed = readTail(playlist, 1024)
  const newest = listed.trim().split('\n').at(-1) ?? ''
  readTail(join(run, newest), TAIL_BYTES)
  writeFileSync(join(out, `${channel}.tmp`), WINDOW)
  renameSync(join(out, `${channel}.tmp`), join(out, channel))
  writeFileSync(join(out, `${channel}.copy`), WINDOW)
}

function readTail(path: string, most: number): string {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const length = Math.min(size, most)
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, length, size - length))
  } finally {
    closeSync(file)
  }
}

const every = Number(segmentMs) / Number(times)
for (const [at, channel] of channels.entries()) {
  setTimeout(() => setInterval(publish, every, channel), (at * every) / channels.length)
}
