import type { Restream } from '@cashbacktv/contract'

export type HlsPush = {
  /** Of the channel at the origin of this host. */
  playlist: string
  /** The name it asks the origin under. */
  agent: string
  /** `udp://127.0.0.1:PORT?localaddr=ADDRESS`, as an FFmpeg is told it. */
  progressUrl: string
  url: string
  method: Restream['uploadMethod']
  deletesOld: boolean
}

/** The words that the program which uploads is started with: what is secret of them is where hidden words are looked for. */
export function planHlsPush(push: HlsPush): string[] {
  const { playlist, agent, progressUrl, url, method, deletesOld } = push
  return [
    ...['-progress', progressUrl, '-user_agent', agent, '-i', playlist],
    ...['-method', method, '-delete', deletesOld ? 'old' : 'none', '-o', url],
  ]
}

/** The same read again. */
export function readHlsPush(words: readonly string[]): HlsPush {
  const after = (word: string) => words[words.indexOf(word) + 1] ?? ''
  return {
    playlist: after('-i'),
    agent: after('-user_agent'),
    progressUrl: after('-progress'),
    url: after('-o'),
    deletesOld: after('-delete') === 'old',
    method: after('-method') === 'post' ? 'post' : 'put',
  }
}
