import type { ContentPiece } from '../ports.ts'
import { sampleContent } from './sample-content.ts'

/** A busy host takes its time for what has the lowest priority. */
const PATIENCE_MS = 15_000
const SECONDS = 2

/** The first keyframe of a segment that was written, and how loud it is. */
export function sampleSegment(file: string): Promise<ContentPiece | null> {
  return sampleContent({
    input: ['-protocol_whitelist', 'file', '-f', 'mpegts', '-i', file],
    ...{ video: '0:v:0', audio: '0:a:0', seconds: SECONDS, keyframesOnly: true },
    timeoutMs: PATIENCE_MS,
  })
}
