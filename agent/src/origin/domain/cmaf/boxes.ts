/** Boxes of ISO/IEC 14496-12: a length with itself, four letters, and what is in them. */
export function box(type: string, ...content: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32BE(HEAD_BYTES + content.reduce((sum, { length }) => sum + length, 0))
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, ...content])
}

/** Bytes of a box before what is in it. */
export const HEAD_BYTES = 8

/** A box with a version and flags (4.2). */
export function fullBox(
  type: string,
  { version = 0, flags = 0 }: { version?: number; flags?: number },
  ...content: readonly Buffer[]
): Buffer {
  return box(type, u32((version << 24) | flags), ...content)
}

export const letters = (text: string) => Buffer.from(text, 'latin1')
export const zeros = (bytes: number) => Buffer.alloc(bytes)

export const u8 = (...values: readonly number[]) => Buffer.from(values)

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * index)
  return bytes
}

export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * index)
  return bytes
}

export function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(value)
  return bytes
}
