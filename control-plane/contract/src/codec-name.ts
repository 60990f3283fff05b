/** Names of FFmpeg that people write in another way than in capitals. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['h264', 'H.264'],
  ['hevc', 'H.265 (HEVC)'],
  ['h263', 'H.263'],
  ['mpeg1video', 'MPEG-1'],
  ['mpeg2video', 'MPEG-2'],
  ['mpeg4', 'MPEG-4'],
  ['vc1', 'VC-1'],
  ['theora', 'Theora'],
  ['dirac', 'Dirac'],
  ['mjpeg', 'Motion JPEG'],
  ['rawvideo', 'RAW'],
  ['wrapped_avframe', 'RAW'],
  ['aac_latm', 'AAC (LATM)'],
  ['ac3', 'AC-3'],
  ['eac3', 'E-AC-3'],
  ['opus', 'Opus'],
  ['vorbis', 'Vorbis'],
  ['truehd', 'TrueHD'],
  ['mpegts', 'MPEG-TS'],
  ['mpeg', 'MPEG-PS'],
  ['mov,mp4,m4a,3gp,3g2,mj2', 'MP4'],
  ['matroska,webm', 'Matroska'],
])

/** A codec or a container as people write it: `mpeg2video` is MPEG-2. */
export function codecName(name: string): string {
  if (/^pcm_/.test(name)) return 'PCM'
  return NAMES.get(name) ?? name.toUpperCase()
}
