import { runToEnd } from '../process/run-to-end.ts'

const known = new Map<string, Promise<readonly string[]>>()

/**
 * Names of the options of FFmpeg's HLS reader: which there are depends on its version, also within
 * one of Debian's. Asked once; none when FFmpeg cannot be asked. Never rejects.
 */
export function hlsOptions(file = 'ffmpeg'): Promise<readonly string[]> {
  const before = known.get(file)
  if (before) return before
  const asked = ask(file)
  known.set(file, asked)
  return asked
}

async function ask(file: string): Promise<readonly string[]> {
  try {
    const limits = { timeoutMs: 10_000, maxBytes: 1_000_000 }
    const { stdout } = await runToEnd(file, ['-hide_banner', '-h', 'demuxer=hls'], limits)
    return [...stdout.toString('utf8').matchAll(/^ +-(\w+) /gm)].map(([, name = '']) => name)
  } catch {
    known.delete(file)
    return []
  }
}
