import { join } from 'node:path'
import type { RecordingSpec } from '@cashbacktv/contract'

/** Beside the hours of a channel; no hour is named so. */
export const RECORDINGS = 'recordings'

/** What is made of a recording lies together, so that it goes together. */
export function recordingFolder(
  channelFolder: string,
  { id }: Pick<RecordingSpec, 'id'>,
): { folder: string; work: string; file: string; facts: string } {
  const folder = join(channelFolder, RECORDINGS, id)
  return {
    folder,
    /** What is not whole; an origin that comes after another that was killed makes it anew. */
    work: join(folder, 'work'),
    file: join(folder, 'recording.mp4'),
    facts: join(folder, 'file.json'),
  }
}
