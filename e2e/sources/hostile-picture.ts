import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readChild, runChild } from '../stack/child.ts'
import { tempFolder } from '../stack/temp-folder.ts'

const MACROBLOCK = 16

/**
 * A short transport stream that says its pictures are of this size, in pixels, each a multiple of 16; what
 * follows is a picture of another, so that it costs whoever makes it nothing.
 */
export async function transportStreamOfSize(width: number, height: number): Promise<Buffer> {
  const folder = tempFolder('size')
  try {
    const small = join(folder.path, 'small.h264')
    const card = ['-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=25:duration=4']
    const encode = ['-c:v', 'libx264', '-profile:v', 'baseline', '-g', '25']
    await runChild('ffmpeg', ['-v', 'error', '-nostdin', ...card, ...encode, small])
    const told = join(folder.path, 'told.h264')
    const read = await readChild('cat', [small])
    writeFileSync(told, withSize(read, width, height))
    const wrap = ['-f', 'h264', '-r', '25', '-i', told, '-c', 'copy', '-f', 'mpegts', 'pipe:1']
    return await readChild('ffmpeg', ['-v', 'error', '-nostdin', ...wrap])
  } finally {
    folder.remove()
  }
}

/** With its sequence parameter sets exchanged for one of ours (H.264, 7.3.2.1.1). */
function withSize(stream: Buffer, width: number, height: number): Buffer {
  const units = stream
    .toString('latin1')
    .split('\0\0\x01')
    .slice(1)
    .map((unit) => Buffer.from(unit.replace(/\0$/, ''), 'latin1'))
  const written = units.flatMap((unit) => {
    const isSequence = ((unit[0] ?? 0) & 0x1f) === 7
    return [Buffer.from([0, 0, 0, 1]), isSequence ? sequenceOf(width, height) : unit]
  })
  return Buffer.concat(written)
}

function sequenceOf(width: number, height: number): Buffer {
  const columns = width / MACROBLOCK
  const rows = height / MACROBLOCK
  const bits = [
    ...['01100111', '01000010', '11000000', '00111110'],
    // Identifier, logarithm of frame numbers, order of pictures, one reference, no gaps.
    ...[golomb(0), golomb(0), golomb(2), golomb(1), '0'],
    ...[golomb(columns - 1), golomb(rows - 1)],
    // Whole frames, direct inference, no cropping, nothing on use; and the end.
    ...['1', '1', '0', '0', '1'],
  ].join('')
  const bytes = bits.match(/.{1,8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)))
}

/** Exp-Golomb code of a number from nought (H.264, 9.1). */
function golomb(value: number): string {
  const binary = (value + 1).toString(2)
  return '0'.repeat(binary.length - 1) + binary
}
