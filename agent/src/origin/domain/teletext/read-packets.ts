import { byteIn, reversed } from './protection.ts'

/** One line of teletext. Row 0 begins a page; those above 24 say how it is to be read. */
export type TeletextPacket = {
  /** 1 to 8, the first digit of its page. */
  magazine: number
  row: number
  /** What follows its address: 40 bytes. */
  data: Buffer
}

const UNIT_HEAD = 2
/** Field and line, and the framing code, stand before the address. */
const UNIT_BYTES = 44
const FRAMING_CODE = 0xe4
/** Of any page, and of pages of subtitles. */
const TELETEXT_UNITS = [0x02, 0x03]
/** Of PES data that holds teletext (EN 300 472, table 2). */
const [FIRST_IDENTIFIER, LAST_IDENTIFIER] = [0x10, 0x1f]

/** The lines of teletext in the data of one PES packet (EN 300 472, 4.3); what is damaged is left out. */
export function readPackets(data: Buffer): TeletextPacket[] {
  const identifier = data[0] ?? 0
  if (identifier < FIRST_IDENTIFIER || identifier > LAST_IDENTIFIER) return []
  const packets: TeletextPacket[] = []
  let at = 1
  while (at + UNIT_HEAD <= data.length) {
    const [id = 0, length = 0] = data.subarray(at, at + UNIT_HEAD)
    const unit = data.subarray(at + UNIT_HEAD, at + UNIT_HEAD + length)
    at += UNIT_HEAD + length
    if (!TELETEXT_UNITS.includes(id) || unit.length !== UNIT_BYTES) continue
    const packet = unit[1] === FRAMING_CODE ? readPacket(reversed(unit.subarray(2))) : null
    if (packet !== null) packets.push(packet)
  }
  return packets
}

function readPacket(bytes: Buffer): TeletextPacket | null {
  const address = byteIn(bytes[0], bytes[1])
  if (address === null) return null
  // Magazine 8 is written as 0.
  return { magazine: address & 7 || 8, row: address >> 3, data: bytes.subarray(2) }
}
