/**
 * As much of ZeroMQ's wire protocol as asking takes (ZMTP 3.0, rfc.zeromq.org/spec/23, mechanism NULL,
 * socket REQ): a greeting, one command, then a reply for each request.
 */

const GREETING_BYTES = 64
/** Flags of a frame: another follows; its length has eight bytes; it is no message. */
const [MORE, LONG, COMMAND] = [1, 2, 4]

/** What is said first, with the command that makes the connection ready. */
export const GREETING: Buffer = Buffer.concat([greeting(), frame(COMMAND, ready())])

/** One request of less than 256 bytes: an empty delimiter, then the text. */
export function requestFrames(text: string): Buffer {
  return Buffer.concat([frame(MORE, Buffer.alloc(0)), frame(0, Buffer.from(text))])
}

/** Is handed all that comes, in pieces of any size; true when a piece has brought the end of a reply. */
export function replyReader(): (data: Buffer) => boolean {
  let rest = Buffer.alloc(0)
  let isGreeted = false
  return (data) => {
    rest = Buffer.concat([rest, data])
    if (!isGreeted && rest.length >= GREETING_BYTES) {
      isGreeted = true
      rest = rest.subarray(GREETING_BYTES)
    }
    let isEnd = false
    for (let next = isGreeted ? frameEnd(rest) : null; next !== null; next = frameEnd(rest)) {
      const flags = rest[0] ?? 0
      if ((flags & (COMMAND | MORE)) === 0) isEnd = true
      rest = rest.subarray(next)
    }
    return isEnd
  }
}

/** Where the first frame ends; null while it is not whole. */
function frameEnd(bytes: Buffer): number | null {
  const isLong = ((bytes[0] ?? 0) & LONG) !== 0
  const head = isLong ? 9 : 2
  if (bytes.length < head) return null
  const end = head + (isLong ? Number(bytes.readBigUInt64BE(1)) : (bytes[1] ?? 0))
  return bytes.length < end ? null : end
}

function frame(flags: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([flags, body.length]), body])
}

/** Signature, version 3.0, mechanism. */
function greeting(): Buffer {
  const bytes = Buffer.alloc(GREETING_BYTES)
  bytes[0] = 0xff
  bytes[9] = 0x7f
  bytes[10] = 3
  bytes.write('NULL', 12)
  return bytes
}

function ready(): Buffer {
  const [name, value] = ['Socket-Type', 'REQ']
  const length = Buffer.alloc(4)
  length.writeUInt32BE(value.length)
  return Buffer.concat([
    ...[Buffer.from([5]), Buffer.from('READY')],
    ...[Buffer.from([name.length]), Buffer.from(name), length, Buffer.from(value)],
  ])
}
