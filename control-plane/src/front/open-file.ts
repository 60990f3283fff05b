import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

/** A file that is handed out: how large it is, and what it says, from when that is asked for. */
export type OpenFile = { bytes: number; pieces: AsyncGenerator<Uint8Array, void, void> }

/** Whoever takes it slowly has no more of it held here than the next piece. Rejects where there is none. */
export async function openFile(path: string): Promise<OpenFile> {
  const { size } = await stat(path)
  return { bytes: size, pieces: piecesOf(path) }
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array, void, void> {
  yield* createReadStream(path)
}
