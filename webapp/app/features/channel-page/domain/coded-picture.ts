/** A picture of H.264 for a decoder; `codec` as in RFC 6381. */
export type CodedPicture = { codec: string; data: Uint8Array<ArrayBuffer> }

const PACKET_BYTES = 188
const SYNC = 0x47
const SEQUENCE_PARAMETERS = 7

/** The picture in packets of a transport stream that hold no other; null where there is none. */
export function codedPicture(packets: Uint8Array): CodedPicture | null {
  const parts: Uint8Array[] = []
  let track: number | null = null
  for (let at = 0; at + PACKET_BYTES <= packets.length; at += PACKET_BYTES) {
    const packet = packets.subarray(at, at + PACKET_BYTES)
    if (packet[0] !== SYNC) return null
    const payload = payloadOf(packet)
    const isVideo = startsWith(payload, [0, 0, 1]) && ((payload[3] ?? 0) & 0xf0) === 0xe0
    if (track === null && isVideo) {
      track = trackOf(packet)
      // Behind the head of the PES packet, whose ninth byte says how much more of it there is.
      parts.push(payload.subarray(9 + (payload[8] ?? 0)))
    } else if (trackOf(packet) === track) parts.push(payload)
  }
  const data = joined(parts)
  const codec = codecOf(data)
  return codec === null ? null : { codec, data }
}

function trackOf(packet: Uint8Array): number {
  return (((packet[1] ?? 0) & 0x1f) << 8) | (packet[2] ?? 0)
}

/** ISO/IEC 13818-1 2.4.3.2: behind an adaptation field, where there is one. */
function payloadOf(packet: Uint8Array): Uint8Array {
  const flags = (packet[3] ?? 0) & 0x30
  if (flags === 0x20) return packet.subarray(PACKET_BYTES)
  return packet.subarray(flags === 0x30 ? 5 + (packet[4] ?? 0) : 4)
}

/** The three bytes behind the type of its parameters. */
function codecOf(data: Uint8Array): string | null {
  for (let at = 0; at + 6 < data.length; at++) {
    const isParameters = ((data[at + 3] ?? 0) & 0x1f) === SEQUENCE_PARAMETERS
    if (!isParameters || !startsWith(data.subarray(at), [0, 0, 1])) continue
    const bytes = [...data.subarray(at + 4, at + 7)]
    return `avc1.${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
  }
  return null
}

function startsWith(bytes: Uint8Array, begin: readonly number[]): boolean {
  return begin.every((byte, at) => bytes[at] === byte)
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
