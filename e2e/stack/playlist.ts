export type Playlist = {
  mediaSequence: number
  discontinuitySequence: number
  targetSeconds: number
  segments: { url: string; seconds: number; discontinuity: boolean }[]
  ended: boolean
}

/** Fetches and reads a media playlist; rejects unless it is answered with 200. */
export async function fetchPlaylist(url: string): Promise<Playlist> {
  const response = await fetch(url)
  const text = await response.text()
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 200)}`)
  return readPlaylist(text, url)
}

export function readPlaylist(text: string, url: string): Playlist {
  const lines = text.split('\n').map((line) => line.trim())
  const tag = (name: string) => lines.find((line) => line.startsWith(`#${name}:`))?.split(':')[1]
  const segments: Playlist['segments'] = []
  let seconds = 0
  let discontinuity = false
  for (const line of lines) {
    if (line === '#EXT-X-DISCONTINUITY') discontinuity = true
    if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(line.slice(8))
    if (line === '' || line.startsWith('#')) continue
    segments.push({ url: new URL(line, url).href, seconds, discontinuity })
    discontinuity = false
  }
  return {
    mediaSequence: Number(tag('EXT-X-MEDIA-SEQUENCE') ?? 0),
    discontinuitySequence: Number(tag('EXT-X-DISCONTINUITY-SEQUENCE') ?? 0),
    targetSeconds: Number(tag('EXT-X-TARGETDURATION') ?? 0),
    segments,
    ended: lines.includes('#EXT-X-ENDLIST'),
  }
}
