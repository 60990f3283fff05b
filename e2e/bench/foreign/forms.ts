/** A file as some other maker's programs write it, and what is right to come of it as a source. */
export type Form = {
  name: string
  /** The container, as FFmpeg's muxers are called. */
  format: string
  /** Encoders and their options. */
  encode: string
  /** 256x144 at 25 a second where nothing is said. */
  width?: number
  height?: number
  rate?: string
  /** Width of a pixel by its height, as FFmpeg writes a ratio. */
  pixelAspect?: string
  /** By a quarter, by its metadata, as telephones do. */
  turned?: true
  sampleRate?: number
  channels?: number
  /** `live` is sent at its own pace and cannot be sought in; `file` lies on a server that answers ranges. */
  served?: 'live' | 'file'
  /** Codes of the reasons with which it may be refused; on air where none is given. */
  refused?: readonly string[]
}

const H264 = '-c:v libx264 -preset ultrafast -g 50'
const MPEG2 = '-c:v mpeg2video -b:v 1M -g 15'
const AAC = '-c:a aac -b:a 96k'

/** Of the same container, several pairs of codecs. */
function inContainer(
  format: string,
  pairs: readonly (readonly [name: string, encode: string, more?: Partial<Form>])[],
  common: Partial<Form> = {},
): Form[] {
  return pairs.map(([name, encode, more]) => ({
    name: `${format}: ${name}`,
    format,
    encode,
    ...common,
    ...more,
  }))
}

const transportStreams = inContainer('mpegts', [
  ['H.264, AAC', `${H264} ${AAC}`],
  ['H.264 with B-frames and open groups', `-c:v libx264 -preset fast -bf 3 -g 50 ${AAC}`],
  ['H.264 4:2:2 of 10 bits', `${H264} -pix_fmt yuv422p10le ${AAC}`],
  ['H.264 of 10 bits', `${H264} -pix_fmt yuv420p10le ${AAC}`],
  ['H.264 4:4:4', `${H264} -pix_fmt yuv444p ${AAC}`],
  ['H.264 full range', `${H264} -pix_fmt yuvj420p ${AAC}`],
  ['H.264 interlaced', `${H264} -flags +ildct+ilme -x264opts tff=1 ${AAC}`, { height: 288 }],
  ['H.264, MP2', `${H264} -c:a mp2 -b:a 128k`],
  ['H.264, MP3', `${H264} -c:a libmp3lame -b:a 128k`],
  ['H.264, AC-3 5.1', `${H264} -c:a ac3 -b:a 384k`, { channels: 6 }],
  ['H.264, E-AC-3', `${H264} -c:a eac3 -b:a 192k`],
  ['H.264, AAC 5.1', `${H264} ${AAC}`, { channels: 6 }],
  ['H.264, AAC mono of 22 kHz', `${H264} ${AAC}`, { channels: 1, sampleRate: 22_050 }],
  ['H.264, AAC in LATM', `${H264} ${AAC} -mpegts_flags latm`],
  ['H.264, Opus', `${H264} -c:a libopus -b:a 96k`],
  ['H.264, DTS', `${H264} -strict -2 -c:a dca -b:a 768k`],
  ['H.264, SMPTE 302M', `${H264} -strict -2 -c:a s302m`],
  ['H.264 without audio', `${H264} -an`],
  ['HEVC, AAC', `-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=50 ${AAC}`],
  [
    'HEVC of 10 bits',
    `-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=50 -pix_fmt yuv420p10le ${AAC}`,
  ],
  [
    'MPEG-2, MP2, wide pixels',
    `${MPEG2} -c:a mp2`,
    { width: 720, height: 576, pixelAspect: '64/45' },
  ],
  ['MPEG-2, MP2, 4:3', `${MPEG2} -c:a mp2`, { width: 720, height: 576, pixelAspect: '16/15' }],
  [
    'MPEG-2 4:2:2 interlaced',
    `${MPEG2} -pix_fmt yuv422p -flags +ildct+ilme -c:a mp2`,
    { height: 288 },
  ],
  ['MPEG-2 at 29.97', `${MPEG2} -c:a ac3`, { rate: '30000/1001' }],
  ['MPEG-1, MP2', '-c:v mpeg1video -b:v 1M -c:a mp2'],
  ['MPEG-4, MP3', '-c:v mpeg4 -b:v 1M -c:a libmp3lame'],
  ['Blu-ray packets', `${H264} -c:a ac3 -mpegts_m2ts_mode 1`],
  ['50 a second', `${H264} ${AAC}`, { rate: '50' }],
  ['10 a second', `${H264} ${AAC}`, { rate: '10' }],
  ['one a second', `${H264} ${AAC}`, { rate: '1' }],
  ['upright', `${H264} ${AAC}`, { width: 144, height: 256 }],
  ['odd size', `${H264} -pix_fmt yuv444p ${AAC}`, { width: 255, height: 143 }],
  ['audio alone', `-vn ${AAC}`, { refused: ['no-video'] }],
])

const flash = inContainer('flv', [
  ['H.264, AAC', `${H264} ${AAC}`],
  ['H.264, MP3', `${H264} -c:a libmp3lame -ar 44100`],
  ['H.264, Speex', `${H264} -c:a libspeex`, { channels: 1, sampleRate: 16_000 }],
  ['Sorenson, MP3', '-c:v flv -b:v 1M -c:a libmp3lame -ar 44100'],
  ['Flash screen, PCM', '-c:v flashsv -c:a pcm_s16le -ar 44100'],
])

const matroska = inContainer('matroska', [
  ['H.264, AAC', `${H264} ${AAC}`],
  ['HEVC, FLAC', '-c:v libx265 -preset ultrafast -x265-params log-level=none -c:a flac'],
  ['MPEG-4, AC-3', '-c:v mpeg4 -b:v 1M -c:a ac3'],
  ['MPEG-2, PCM', `${MPEG2} -c:a pcm_s16le`],
  ['FFV1, PCM of 24 bits', '-c:v ffv1 -c:a pcm_s24le'],
  ['Theora, Vorbis', '-c:v libtheora -b:v 1M -c:a libvorbis'],
  ['MJPEG, ALAC', '-c:v mjpeg -c:a alac'],
  ['H.264, TrueHD', `${H264} -strict -2 -c:a truehd`],
  ['VP8, MP2', '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 500k -c:a mp2'],
])

const webm = inContainer('webm', [
  ['VP8, Vorbis', '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 500k -c:a libvorbis'],
  ['VP9, Opus', '-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 500k -c:a libopus'],
  ['AV1, Opus', '-c:v libaom-av1 -usage realtime -cpu-used 8 -b:v 500k -c:a libopus'],
])

const fragmented = inContainer('mp4', [
  ['H.264, AAC in fragments', `${H264} ${AAC} -movflags +frag_keyframe+empty_moov`],
  [
    'HEVC hvc1 in fragments',
    `-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=50 -tag:v hvc1 ${AAC} -movflags +frag_keyframe+empty_moov`,
  ],
  [
    'AV1, Opus in fragments',
    '-c:v libaom-av1 -usage realtime -cpu-used 8 -g 50 -b:v 500k -c:a libopus -movflags +frag_keyframe+empty_moov',
  ],
])

const mp4Files = inContainer(
  'mp4',
  [
    ['index first', `${H264} ${AAC} -movflags +faststart`],
    ['index last', `${H264} ${AAC}`],
    ['MPEG-4, MP3', '-c:v mpeg4 -b:v 1M -c:a libmp3lame'],
    ['HEVC, AC-3', '-c:v libx265 -preset ultrafast -x265-params log-level=none -c:a ac3'],
    ['VP9, Opus', '-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 500k -c:a libopus'],
  ],
  { served: 'file' },
)

const quicktime = inContainer(
  'mov',
  [
    ['ProRes, PCM', '-c:v prores_ks -profile:v 0 -c:a pcm_s16le'],
    [
      'ProRes 4444 with alpha',
      '-c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10le -c:a pcm_s24le',
    ],
    ['MJPEG, PCM', '-c:v mjpeg -c:a pcm_s16be'],
    ['DNxHR, PCM', '-c:v dnxhd -profile:v dnxhr_lb -c:a pcm_s16le'],
    ['DV, PCM', '-c:v dvvideo -c:a pcm_s16le', { width: 720, height: 576, pixelAspect: '16/15' }],
    ['Animation, PCM', '-c:v qtrle -c:a pcm_s16le'],
    ['PNG, PCM', '-c:v png -c:a pcm_s16le'],
    ['H.264 turned', `${H264} ${AAC}`, { turned: true }],
    ['JPEG 2000, PCM', '-c:v jpeg2000 -c:a pcm_s16le'],
    ['CineForm, PCM', '-c:v cfhd -pix_fmt yuv422p10le -c:a pcm_s16le'],
  ],
  { served: 'file' },
)

const avi = inContainer('avi', [
  ['MPEG-4, MP3', '-c:v mpeg4 -b:v 1M -c:a libmp3lame'],
  ['Xvid, AC-3', '-c:v libxvid -b:v 1M -c:a ac3'],
  ['MJPEG, PCM', '-c:v mjpeg -c:a pcm_s16le'],
  ['HuffYUV, PCM', '-c:v huffyuv -c:a pcm_s16le'],
  ['raw pictures', '-c:v rawvideo -pix_fmt yuv420p -c:a pcm_s16le'],
  ['MS-MPEG4 v3, ADPCM', '-c:v msmpeg4 -b:v 1M -c:a adpcm_ms'],
  ['Cinepak, PCM', '-c:v cinepak -c:a pcm_s16le'],
  ['H.264, MP3', `${H264} -c:a libmp3lame`],
])

const others: Form[] = [
  ...inContainer('asf', [
    ['WMV 2, WMA', '-c:v wmv2 -b:v 1M -c:a wmav2'],
    ['WMV 1, WMA 1', '-c:v wmv1 -b:v 1M -c:a wmav1'],
    ['H.264, AAC', `${H264} ${AAC}`],
  ]),
  ...inContainer('mpeg', [['MPEG-1, MP2', '-c:v mpeg1video -b:v 1M -c:a mp2']]),
  ...inContainer('vob', [
    ['MPEG-2, AC-3', `${MPEG2} -c:a ac3`, { width: 720, height: 576, pixelAspect: '64/45' }],
  ]),
  ...inContainer('ogg', [
    ['Theora, Vorbis', '-c:v libtheora -b:v 1M -c:a libvorbis'],
    ['Theora, Opus', '-c:v libtheora -b:v 1M -c:a libopus'],
  ]),
  ...inContainer('nut', [
    ['H.264, AAC', `${H264} ${AAC}`],
    ['raw pictures, PCM', '-c:v rawvideo -pix_fmt yuv420p -c:a pcm_s16le'],
  ]),
  ...inContainer('mxf', [
    ['MPEG-2, PCM', `${MPEG2} -c:a pcm_s16le`],
    ['H.264, PCM', `${H264} -c:a pcm_s24le`],
  ]),
  ...inContainer('dv', [
    ['PAL', '-c:v dvvideo -c:a pcm_s16le', { width: 720, height: 576, pixelAspect: '16/15' }],
  ]),
  ...inContainer('3gp', [
    [
      'H.263, AAC',
      '-c:v h263 -c:a aac',
      { width: 176, height: 144, pixelAspect: '12/11', served: 'file' },
    ],
  ]),
  ...inContainer('h264', [['bare', `${H264} -an`]]),
  ...inContainer('hevc', [
    ['bare', '-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=50 -an'],
  ]),
  ...inContainer('mpeg2video', [['bare', `${MPEG2} -an`]]),
  ...inContainer('m4v', [['bare', '-c:v mpeg4 -b:v 1M -an']]),
  ...inContainer('ivf', [['VP8', '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 500k -an']]),
  ...inContainer('mpjpeg', [['a camera', '-c:v mjpeg -an']]),
  ...inContainer('mjpeg', [['bare', '-c:v mjpeg -an']]),
  ...inContainer('yuv4mpegpipe', [['raw pictures', '-pix_fmt yuv420p -an']]),
  ...inContainer('mp3', [['audio alone', '-vn -c:a libmp3lame', { refused: ['no-video'] }]]),
  ...inContainer('adts', [['audio alone', `-vn ${AAC}`, { refused: ['no-video'] }]]),
]

export const FORMS: readonly Form[] = [
  ...transportStreams,
  ...flash,
  ...matroska,
  ...webm,
  ...fragmented,
  ...mp4Files,
  ...quicktime,
  ...avi,
  ...others,
]
