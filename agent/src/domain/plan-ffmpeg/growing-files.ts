import { CUE_FILE } from './cue-files.ts'
import { isWrittenFile } from './subtitle-arguments.ts'

/**
 * Whether an FFmpeg writes a file on and on for as long as it runs. The origin gives back the room of
 * what it has read, but the place that is written at goes on, and a limit of the size of files
 * (setrlimit(2), RLIMIT_FSIZE) counts that place: 300 kb/s of teletext reach 2 GiB within 16 hours.
 */
export function writesGrowingFile(args: readonly string[]): boolean {
  return args.some((word) => {
    const name = word.slice(word.lastIndexOf('/') + 1)
    return name === CUE_FILE || isWrittenFile(name)
  })
}
