import { parseRestreamUrl, type Restream } from '@cashbacktv/contract'

type Plan = {
  restream: Pick<Restream, 'url' | 'muxrateKbps'>
  /** The playlist of the channel at the origin of this host. */
  playlist: string
  /** The name it asks the origin under. */
  agent: string
  progressUrl: string
  /** The channel has the audio of its sources as it comes, of whatever kind. */
  hasAnyAudio: boolean
}

/**
 * The words of an FFmpeg that sends a channel on without touching its pictures. It reads what viewers
 * get, so a change of the run, of the source or a slate is one stream to the far side: clocks that
 * jump by more than a second at a seam are moved into one line, measured to go back nowhere with FFmpeg
 * 5.1. `-re` sends at the pace of the media, where segments come in bursts of seconds.
 */
export function planRestream(plan: Plan): string[] {
  const { restream, playlist, agent, progressUrl } = plan
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'level+error', '-nostats'],
    ...['-stats_period', '1', '-progress', progressUrl],
    ...['-protocol_whitelist', 'http,tcp,crypto', '-user_agent', agent],
    ...['-max_reload', '1000', '-m3u8_hold_counters', '1000000'],
    ...['-re', '-dts_delta_threshold', '1', '-i', playlist],
    // The largest picture with its audio is chosen where nothing is said of which.
    ...['-sn', '-dn', '-c', 'copy', ...(encodesAudio(plan) ? ENCODING : []), ...outputOf(restream)],
  ]
}

/**
 * RTMP has no MPEG audio of layer II and nothing of Dolby, and says once of AAC which rate and how many
 * channels it has (Adobe Flash Video File Format 10.1, E.4.2): with another source it would play at a
 * wrong pitch.
 */
export function encodesAudio({ restream, hasAnyAudio }: Pick<Plan, 'restream' | 'hasAnyAudio'>) {
  const parsed = parseRestreamUrl(restream.url)
  return hasAnyAudio && parsed.ok && /^rtmps?$/.test(parsed.scheme)
}

/** As channels encode it. What follows a gap stays in its place on the clock. */
const ENCODING = [
  ...['-af', 'aresample=async=1000', '-c:a', 'aac', '-b:a', '192k'],
  ...['-ar', '48000', '-ac', '2'],
]

function outputOf({ url, muxrateKbps }: Plan['restream']): string[] {
  const parsed = parseRestreamUrl(url)
  if (!parsed.ok) return ['-f', 'null', '-']
  switch (parsed.scheme) {
    case 'http':
    case 'https':
      // Another program uploads to them.
      return ['-f', 'null', '-']
    case 'rtmp':
    case 'rtmps':
      return ['-flvflags', 'no_duration_filesize', '-f', 'flv', url]
    case 'srt':
      return ['-f', 'mpegts', withOption(url, 'pkt_size', '1316')]
    case 'udp':
      return [...constantRate(muxrateKbps), '-f', 'mpegts', withOption(url, 'pkt_size', '1316')]
  }
}

/** ETSI TR 101 290: at most 40 ms between two clock references; half of it leaves room. */
function constantRate(kbps: number): string[] {
  return kbps === 0 ? [] : ['-muxrate', `${kbps}k`, '-pcr_period', '20']
}

/** Seven packets of a transport stream fill a datagram; one that was typed stays. */
function withOption(url: string, name: string, value: string): string {
  const [before, query] = url.split(/\?(.*)/s, 2)
  if (query?.split('&').some((one) => one.startsWith(`${name}=`))) return url
  return `${before}?${query ? `${query}&` : ''}${name}=${value}`
}
