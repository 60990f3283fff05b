import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyExit } from './classify-exit.ts'

type Ending = [string, number | null, string | null, string[], string, string]

const endings: Ending[] = [
  ...(
    [
      '[h264_nvenc @ 0x1] [error] Cannot load libcuda.so.1',
      '[h264_nvenc @ 0x1] [error] No capable devices found',
      '[h264_nvenc @ 0x1] [error] OpenEncodeSessionEx failed: out of memory (10): (no details)',
      '[h264_nvenc @ 0x1] [error] InitializeEncoder failed: invalid param (8): Invalid Level.',
      '[hevc_nvenc @ 0x1] [error] OpenEncodeSessionEx failed: unsupported device (2): (no details)',
      '[h264_qsv @ 0x1] [error] Error initializing an internal MFX session: unsupported (-3)',
      '[AVHWDeviceContext @ 0x1] [error] Failed to initialise VAAPI connection: -1 (unknown libva error).',
      '[AVHWDeviceContext @ 0x1] [error] No VA display found for device /dev/dri/renderD128.',
    ] as const
  ).map(
    (line): Ending => [
      line,
      1,
      null,
      [
        line,
        '[error] Error initializing output stream 0:0 -- Error while opening encoder for output stream #0:0 - maybe incorrect parameters such as bit_rate, rate, width or height',
        '[info] Conversion failed!',
      ],
      'resource',
      'gpu-refused',
    ],
  ),
  [
    'memory that lacks where no GPU says so',
    1,
    null,
    ['[libx264 @ 0x1] [error] malloc of size 1 failed', '[error] Cannot allocate memory'],
    'resource',
    'out-of-memory',
  ],
  [
    'a kernel that does not hold it in',
    96,
    null,
    ['[egress-guard] [fatal] Calls could not be given up'],
    'resource',
    'not-started',
  ],
  [
    'HTTP refused',
    1,
    null,
    [
      '[tcp @ 0x1] [error] Connection to tcp://h:1?tcp_nodelay=0 failed: Connection refused',
      '[error] http://h:1/: Connection refused',
    ],
    'network',
    'connection-refused',
  ],
  [
    'audio that is announced and never comes, copied',
    1,
    null,
    [
      '[hls @ 0x1] [error] sample rate not set',
      '[error] Could not write header for output file #0 (incorrect codec parameters ?): Invalid argument',
      '[error] Error initializing output stream 0:1 -- ',
    ],
    'encoding',
    'audio-missing',
  ],
  [
    '401',
    1,
    null,
    [
      '[http @ 0x1] [warning] HTTP error 401 Unauthorized',
      '[error] http://h/: Server returned 401 Unauthorized (authorization failed)',
    ],
    'network',
    'unauthorised',
  ],
  [
    '403',
    1,
    null,
    ['[error] http://h/: Server returned 403 Forbidden (access denied)'],
    'network',
    'forbidden',
  ],
  ['404', 1, null, ['[error] http://h/: Server returned 404 Not Found'], 'network', 'not-found'],
  [
    '5xx',
    1,
    null,
    ['[error] http://h/: Server returned 5XX Server Error reply'],
    'network',
    'source-server-error',
  ],
  [
    'DNS',
    1,
    null,
    [
      '[tcp @ 0x1] [error] Failed to resolve hostname h: Name or service not known',
      '[error] http://h/: Input/output error',
    ],
    'network',
    'name-not-found',
  ],
  ['no reply', 1, null, ['[error] http://h/: Connection timed out'], 'network', 'source-silent'],
  [
    'HTML instead of media',
    1,
    null,
    ['[error] http://h/: Invalid data found when processing input'],
    'network',
    'not-media',
  ],
  [
    'reset mid-stream, code 0',
    0,
    null,
    ['[error] http://h/: Connection reset by peer'],
    'network',
    'connection-lost',
  ],
  [
    'cut mid-stream, code 0',
    0,
    null,
    [
      '[http @ 0x1] [error] Stream ends prematurely at 5, should be 9',
      '[error] http://h/: Input/output error',
    ],
    'network',
    'source-ended',
  ],
  ['silent end, code 0', 0, null, [], 'network', 'source-ended'],
  [
    'HLS playlist gone',
    0,
    null,
    ['[hls @ 0x1] [warning] Failed to reload playlist 0'],
    'network',
    'playlist-lost',
  ],
  [
    'RTMP refused',
    1,
    null,
    [
      '[rtmp @ 0x1] [error] Cannot open connection tcp://h:1935?tcp_nodelay=0',
      '[error] rtmp://h/a/b: Input/output error',
    ],
    'network',
    'read-failed',
  ],
  [
    'SRT refused',
    1,
    null,
    [
      '[srt @ 0x1] [error] Connection to srt://h:9 failed: Input/output error',
      '[error] srt://h:9: Input/output error',
    ],
    'network',
    'srt-unanswered',
  ],
  [
    'a wrong passphrase of SRT',
    1,
    null,
    [
      '14:56:56.751008/SRT:RcvQ:w1!W:SRT.cn: processAsyncConnectRequest: REJECT reported from HS processing: Incorrect passphrase - not processing further',
      '[srt @ 0x1] [error] Connection to srt://h:9 failed: Input/output error',
      '[error] srt://h:9: Input/output error',
    ],
    'network',
    'srt-refused',
  ],
  [
    'too many connections',
    1,
    null,
    [
      '[http @ 0x1] [warning] HTTP error 458 unknown',
      '[error] http://h/: Server returned 4XX Client Error, but not one of 40{0,1,3,4}',
    ],
    'network',
    'too-many-connections',
  ],
  [
    'RTSP over another transport',
    1,
    null,
    [
      '[rtsp @ 0x1] [error] method SETUP failed: 461 Unsupported Transport',
      '[error] rtsp://h/x: Server returned 4XX Client Error, but not one of 40{0,1,3,4}',
    ],
    'network',
    'transport-refused',
  ],
  [
    'a playlist that stands still',
    0,
    null,
    Array.from(
      { length: 5 },
      () => "[http @ 0x1] [info] Opening 'http://h/live.m3u8?t=1' for reading",
    ),
    'network',
    'playlist-stale',
  ],
  ['unknown encoder', 1, null, ['[fatal] Unknown encoder libx264'], 'fatal', 'command-refused'],
  [
    'unknown option',
    1,
    null,
    [
      "[fatal] Unrecognized option 'foo'.",
      '[fatal] Error splitting the argument list: Option not found',
    ],
    'fatal',
    'command-refused',
  ],
  [
    'no video',
    1,
    null,
    ["[fatal] Stream specifier ':v:0' in filtergraph description x matches no streams."],
    'encoding',
    'no-video',
  ],
  [
    'no video in copy mode',
    1,
    null,
    ["[fatal] Stream map '0:v:0' matches no streams."],
    'encoding',
    'no-video',
  ],
  [
    'logo gone',
    1,
    null,
    ['[error] /x/logo.png: No such file or directory'],
    'fatal',
    'logo-broken',
  ],
  [
    'logo corrupt',
    1,
    null,
    [
      '[png @ 0x1] [error] Invalid PNG signature 0x0',
      '[fatal] Cannot determine format of input stream 1:0 after EOF',
    ],
    'fatal',
    'logo-broken',
  ],
  [
    'media folder gone',
    1,
    null,
    [
      "[hls @ 0x1] [error] Failed to open file '/m/00000001.ts.tmp'",
      '[error] av_interleaved_write_frame(): No such file or directory',
    ],
    'resource',
    'media-folder',
  ],
  ['memory limit', 1, null, ['[error] Error: Cannot allocate memory'], 'resource', 'out-of-memory'],
  ['killed by the kernel', null, 'SIGKILL', [], 'resource', 'killed'],
  ['killed inside a shell', 137, null, [], 'resource', 'killed'],
  ['a file as long as it may be', null, 'SIGXFSZ', [], 'encoding', 'file-limit'],
  ['a file as long as it may be, inside a shell', 153, null, [], 'encoding', 'file-limit'],
  ['crash', null, 'SIGSEGV', ['[error] http://h/: Connection refused'], 'encoding', 'crashed'],
  [
    'ended by somebody',
    255,
    null,
    ['[info] Exiting normally, received signal 15.'],
    'encoding',
    'ended-from-outside',
  ],
  [
    'audio changed',
    1,
    null,
    [
      '[error] Error reinitializing filters!',
      '[fatal] Failed to inject frame into filter network: Invalid argument',
      '[error] Conversion failed!',
    ],
    'encoding',
    'source-changed',
  ],
  [
    'codec changed',
    69,
    null,
    ['[h264 @ 0x1] [error] non-existing PPS 0 referenced'],
    'encoding',
    'decoding-failed',
  ],
  [
    'forbidden protocol',
    1,
    null,
    ["[hls @ 0x1] [error] Protocol 'file' not on whitelist 'http,tcp'!"],
    'fatal',
    'blocked-destination',
  ],
  [
    'too many pixels',
    1,
    null,
    [
      '[h264 @ 0x1] [error] Picture size 16384x16384 exceeds specified max pixel count 9437184, see the documentation',
    ],
    'fatal',
    'picture-too-large',
  ],
  [
    'what came of too many pixels, said after it',
    1,
    null,
    [
      '[IMGUTILS @ 0x1] [error] Picture size 16384x16384 is invalid',
      '[hls @ 0x1] [error] Could not write header (incorrect codec parameters ?): Invalid data found',
    ],
    'fatal',
    'picture-too-large',
  ],
  ['unknown', 1, null, ['[info] nothing to see'], 'encoding', 'ended'],
]

describe('classifyExit', () => {
  it.each(endings)('%s', (_name, code, signal, tail, kind, reasonCode) => {
    expect(classifyExit({ code, signal, asked: false, tail })).toMatchObject({
      class: kind,
      code: reasonCode,
    })
  })

  it('finds no failure in an end that was asked for', () => {
    expect(classifyExit({ code: 255, signal: null, asked: true, tail: [] })).toBeNull()
    expect(classifyExit({ code: null, signal: 'SIGKILL', asked: true, tail: [] })).toBeNull()
  })

  it('lets the newest telling line decide', () => {
    const tail = [
      '[error] x: Connection refused',
      '[error] x: Server returned 404 Not Found',
      '[error] x: Input/output error',
    ]
    expect(classifyExit({ code: 1, signal: null, asked: false, tail })?.code).toBe('not-found')
  })

  it('does not take a segment that the origin has deleted for a failure', () => {
    const tail = [
      '[hls @ 0x1] [error] failed to delete old segment /m/1.ts: No such file or directory',
    ]
    expect(classifyExit({ code: 0, signal: null, asked: false, tail })?.code).toBe('source-ended')
  })

  it('blames memory when the kernel says so', () => {
    const end = { code: null, signal: 'SIGKILL', asked: false, tail: [], memoryKilled: true }
    expect(classifyExit(end)?.code).toBe('out-of-memory')
  })

  it('never quotes the log, whatever is in it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{12}$/), fc.nat(255), (secret, code) => {
        const tail = [`[error] srt://h?passphrase=${secret}: Input/output error`]
        return !classifyExit({ code, signal: null, asked: false, tail })?.message.includes(secret)
      }),
    )
  })
})
