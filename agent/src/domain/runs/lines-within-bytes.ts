import type { LogLine } from '@cashbacktv/contract'

/** Of an answer on the link, which takes 1 MiB: a source decides how long FFmpeg's lines are. */
const MOST_BYTES = 400_000

/** The newest lines that fit into an answer. */
export function withinBytes(lines: readonly LogLine[], mostBytes = MOST_BYTES): LogLine[] {
  let bytes = 0
  const tooMany = lines.findLastIndex((line) => {
    bytes += Buffer.byteLength(JSON.stringify(line))
    return bytes > mostBytes
  })
  return lines.slice(tooMany + 1)
}
