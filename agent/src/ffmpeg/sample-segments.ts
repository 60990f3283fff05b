import type { ContentPiece } from '../ports.ts'
import { sampleContent } from './sample-content.ts'

/** A busy host takes its time for what has the lowest priority. */
const PATIENCE_MS = 15_000
const SECONDS = 2

/** The first keyframe of each segment that was written, and how loud it is. */
export async function sampleSegments(
  files: readonly string[],
): Promise<readonly (ContentPiece | null)[]> {
  const pieces = await sample(files)
  // One that is gone or damaged ended the others with it.
  if (files.length === 1 || !pieces.includes(null)) return pieces
  const alone: (ContentPiece | null)[] = []
  for (const [index, file] of files.entries()) {
    alone.push(pieces[index] ?? (await sample([file]))[0] ?? null)
  }
  return alone
}

function sample(files: readonly string[]) {
  return sampleContent({
    files,
    of: files.map((file, index) => ({
      input: ['-protocol_whitelist', 'file', '-f', 'mpegts', '-i', file],
      video: `${index}:v:0`,
      audio: `${index}:a:0`,
    })),
    seconds: SECONDS,
    keyframesOnly: true,
    timeoutMs: PATIENCE_MS,
  })
}
