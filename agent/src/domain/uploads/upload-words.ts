import { RecordingBucket, RecordingId, Sha256 } from '@cashbacktv/contract'
import { z } from 'zod'

const Begun = z.object({ key: z.string(), uploadId: z.string() })
export type Begun = z.infer<typeof Begun>

/** What the program that uploads is to do; it reads it from its input, since the keys are in it. */
export const UploadTask = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('upload'),
    bucket: RecordingBucket,
    recordingId: RecordingId,
    path: z.string(),
    bytes: z.int().nonnegative(),
    partBytes: z.int().positive(),
    sha256: Sha256,
    /** What the object may be called, the first that is free. */
    names: z.tuple([z.string(), z.string()]),
    /** What is gone on with. */
    begun: Begun.nullable(),
  }),
  z.object({ act: z.literal('abort'), bucket: RecordingBucket, begun: Begun }),
])
export type UploadTask = z.infer<typeof UploadTask>
export type FileUpload = Extract<UploadTask, { act: 'upload' }>

/** What it says, a line each. `sent`: so many bytes of the file are in the bucket. */
export const UploadWord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begun'), ...Begun.shape }),
  z.object({ kind: z.literal('sent'), bytes: z.int().nonnegative() }),
  z.object({ kind: z.literal('done'), key: z.string() }),
  z.object({
    kind: z.literal('failed'),
    failure: z.union([
      z.object({ status: z.int(), code: z.string().nullable() }),
      z.object({ error: z.string() }),
    ]),
  }),
])
export type UploadWord = z.infer<typeof UploadWord>

/** Words of whole lines, and what is left of the last one. What is no word is passed over. */
export function wordsIn(text: string): { words: UploadWord[]; rest: string } {
  const lines = text.split('\n')
  const rest = lines.pop() ?? ''
  const words = lines.flatMap((line) => {
    try {
      const read = UploadWord.safeParse(JSON.parse(line))
      return read.success ? [read.data] : []
    } catch {
      return []
    }
  })
  return { words, rest }
}
