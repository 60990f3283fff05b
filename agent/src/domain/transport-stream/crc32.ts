/** The checksum behind every table of a transport stream (ISO/IEC 13818-1, annex A). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte << 24
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1
  }
  return crc >>> 0
}

const POLYNOMIAL = 0x04c11db7
