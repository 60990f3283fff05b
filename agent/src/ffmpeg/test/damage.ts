const PACKET_BYTES = 188

/** A transport stream whose packets of video say a length that is wrong by so many bytes. */
export function addToPesLengths(stream: Buffer, bytes: number): Buffer {
  const damaged = Buffer.from(stream)
  for (let at = 0; at + PACKET_BYTES <= damaged.length; at += PACKET_BYTES) {
    const startsUnit = (damaged.readUInt8(at + 1) & 0x40) !== 0
    const adaptation = (damaged.readUInt8(at + 3) & 0x20) !== 0
    const start = at + 4 + (adaptation ? 1 + damaged.readUInt8(at + 4) : 0)
    if (!startsUnit || start + 6 > at + PACKET_BYTES) continue
    const isVideo = damaged.readUInt32BE(start) >>> 4 === 0x1e
    const length = damaged.readUInt16BE(start + 4)
    if (isVideo && length > 0) damaged.writeUInt16BE((length + bytes) & 0xffff, start + 4)
  }
  return damaged
}
