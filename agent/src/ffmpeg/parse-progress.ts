import type { Progress } from '../ports.ts'

/** Null for what is not such a block. Unknown and missing fields do no harm: copying has no frames. */
export function parseProgress(block: string): Progress | null {
  if (!block.includes('progress=')) return null
  const outTime = field(block, 'out_time_us=')
  return {
    frames: count(field(block, 'frame=')),
    fps: Math.max(0, field(block, 'fps=') ?? 0),
    outTimeSeconds: outTime === null || outTime < 0 ? null : outTime / 1e6,
    droppedFrames: count(field(block, 'drop_frames=')),
    duplicatedFrames: count(field(block, 'dup_frames=')),
    quantisers: quantisers(block),
    ended: block.includes('progress=end'),
  }
}

/** Each rendition is an output of its own, before all others. What is not encoded says -1. */
function quantisers(block: string): number[] {
  const found: number[] = []
  for (;;) {
    const value = field(block, `stream_${found.length}_0_q=`)
    if (value === null || value < 0) return found
    found.push(value)
  }
}

/** Numbers are followed by a line's end. `N/A` is null. */
function field(block: string, name: string): number | null {
  const at = block.startsWith(name) ? 0 : block.indexOf(`\n${name}`) + 1
  if (at === 0 && !block.startsWith(name)) return null
  const end = block.indexOf('\n', at)
  const value = Number.parseFloat(block.slice(at + name.length, end < 0 ? undefined : end))
  return Number.isFinite(value) ? value : null
}

function count(value: number | null): number {
  return value === null ? 0 : Math.max(0, Math.trunc(value))
}
