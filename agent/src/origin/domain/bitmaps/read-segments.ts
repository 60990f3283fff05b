/** One segment of DVB subtitles (EN 300 743, 7.2). */
export type DvbSegment = {
  type: number
  /** Whose it is: of a service of subtitles, or of what several share. */
  page: number
  data: Buffer
}

/** Types of segments (table 7). */
export const [PAGE, REGION, CLUT, OBJECT, DISPLAY, END] = [0x10, 0x11, 0x12, 0x13, 0x14, 0x80]

/** Of PES data that holds subtitles, and of a stream of them (tables 3 and 4). */
const [IDENTIFIER, STREAM] = [0x20, 0x00]
const [PES_HEAD, SEGMENT_HEAD] = [2, 6]
const SYNC = 0x0f

/** The whole segments in the data of one PES packet; what follows damage is left out. */
export function readSegments(data: Buffer): DvbSegment[] {
  if (data[0] !== IDENTIFIER || data[1] !== STREAM) return []
  const segments: DvbSegment[] = []
  let at = PES_HEAD
  while (at + SEGMENT_HEAD <= data.length && data[at] === SYNC) {
    const end = at + SEGMENT_HEAD + data.readUInt16BE(at + 4)
    if (end > data.length) break
    const [type, page] = [data.readUInt8(at + 1), data.readUInt16BE(at + 2)]
    segments.push({ type, page, data: data.subarray(at + SEGMENT_HEAD, end) })
    at = end
  }
  return segments
}
