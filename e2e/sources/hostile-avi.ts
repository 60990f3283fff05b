/**
 * An AVI of one subtitle stream whose first packet has a file of its own inside (GAB2), which FFmpeg opens
 * as such, whatever it is: a playlist as well.
 */
export function aviWithSubtitles(script: string): Buffer {
  const header = Buffer.alloc(56)
  header.writeUInt32LE(40_000, 0)
  header.writeUInt32LE(1, 24)
  const stream = Buffer.alloc(56)
  stream.write('txts', 0, 'latin1')
  stream.writeUInt32LE(1, 20)
  stream.writeUInt32LE(1, 24)
  stream.writeUInt32LE(1, 32)
  const streams = list('strl', chunk('strh', stream), chunk('strf', Buffer.alloc(0)))
  const body = Buffer.from(script)
  const inside = Buffer.concat([
    ...[Buffer.from('GAB2\0', 'latin1'), le16(2), le32(2), Buffer.from('s\0', 'utf16le')],
    ...[le16(4), le32(body.length), body],
  ])
  return Buffer.concat([
    Buffer.from('RIFF', 'latin1'),
    ...sized(
      Buffer.concat([
        Buffer.from('AVI ', 'latin1'),
        list('hdrl', chunk('avih', header), streams),
        list('movi', chunk('00tx', inside)),
      ]),
    ),
  ])
}

function list(kind: string, ...parts: Buffer[]): Buffer {
  return chunk('LIST', Buffer.concat([Buffer.from(kind, 'latin1'), ...parts]))
}

function chunk(name: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(name, 'latin1'), ...sized(body)])
}

function sized(body: Buffer): Buffer[] {
  return [le32(body.length), body, Buffer.alloc(body.length % 2)]
}

function le16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function le32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
