import type { ContentPiece } from '../ports.ts'
import { sampleContent } from './sample-content.ts'

/** A busy host takes its time for what has the lowest priority. */
const PATIENCE_MS = 15_000
const SECONDS = 2

/** The first keyframe of each segment that was written, and how loud it is. */
export async function sampleSegments(
  files: readonly string[],
): Promise<readonly (ContentPiece | null)[]> {
  const samples = await sample(files)
  const found: (ContentPiece | null)[] = []
  for (const [index, file] of files.entries()) {
    const { piece = null, isWhole = false } = samples[index] ?? {}
    // One that is gone or damaged may have ended the others with it.
    const alone = isWhole || files.length === 1 ? null : ((await sample([file]))[0]?.piece ?? null)
    found.push(alone ?? piece)
  }
  return found
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
    firstKeyframe: true,
    timeoutMs: PATIENCE_MS,
  })
}
