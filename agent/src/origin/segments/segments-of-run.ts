import { join } from 'node:path'
import { readLadder } from '../../files/ladder-file.ts'
import { AUDIO, runFile } from '../domain/ladder/slot-files.ts'
import { listFolder } from './retention.ts'

/** Names of the segments that lie in the folder of a run, below it. */
export function segmentsOfRun(runsFolder: string, runId: string): string[] {
  const folder = join(runsFolder, runId)
  const ladder = readLadder(folder)
  const subtitles = (ladder?.subtitles ?? []).map(({ name }) => name)
  const rooms =
    ladder === null ? [null] : [...ladder.renditions, AUDIO, ...(ladder.audio ?? []), ...subtitles]
  return rooms.flatMap((room) => {
    const names = listFolder(room === null ? folder : join(folder, room))
    return names.filter((name) => /\.(ts|aac|vtt)$/.test(name)).map((name) => runFile(room, name))
  })
}
