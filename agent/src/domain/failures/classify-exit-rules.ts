import {
  type FailureClass,
  type MessageCode,
  type ParamsArgument,
  type Reason,
  reasonOf,
} from '@cashbacktv/contract'

/** Code of a run that could not begin because its source announces audio and sends none. */
export const AUDIO_MISSING = 'audio-missing'

export type ExitRule = { pattern: RegExp; reason: Reason }

/**
 * An error of an encoder or a device of a GPU, whatever it is about: no session left, no driver, a
 * setting that the card does not have.
 */
const GPU_SAYS =
  /\[((h264|hevc)_(nvenc|qsv|vaapi)|AVHWDeviceContext|AVHWFramesContext|hwupload)\b[^\]]*\] \[(error|fatal)\]|Error initializing an internal MFX session|Failed to initialise VAAPI connection|OpenEncodeSessionEx failed|Cannot load (libcuda|nvcuda|libnvidia-encode)|No capable devices found/

/** Lines whose consequences are said behind them in words that mean less. */
export const FIRST: readonly ExitRule[] = [
  rule(/^\[egress-guard\] .*Refused address/, 'fatal', 'blocked-destination'),
  rule(/^\[egress-guard\] \[fatal\] .*could not be/, 'resource', 'not-started', {
    detail: 'EPERM',
  }),
  rule(/^(setpriv|prlimit): failed to execute/, 'resource', 'not-started', { detail: 'ENOENT' }),
  rule(GPU_SAYS, 'resource', 'gpu-refused'),
  rule(/sample rate not set/, 'encoding', AUDIO_MISSING),
  rule(/SRT:.*(REJECT|Incorrect passphrase|BADSECRET)/, 'network', 'srt-refused'),
]

/** Lines that say what happened. The newest line that matches one decides. */
export const TELLING: readonly ExitRule[] = [
  rule(/Cannot allocate memory/, 'resource', 'out-of-memory'),
  rule(/No space left on device/, 'resource', 'disk-full'),
  rule(/Too many open files/, 'resource', 'too-many-files'),
  rule(/Read-only file system/, 'resource', 'media-read-only'),
  rule(/Resource temporarily unavailable.*thread|pthread_create/i, 'resource', 'too-many-threads'),
  rule(
    /Failed to open (file|segment) '.*\.(ts|m3u8)(\.tmp)?'|av_interleaved_write_frame\(\): No such file/,
    'resource',
    'media-folder',
  ),
  rule(/not on whitelist/i, 'fatal', 'blocked-destination'),
  rule(
    /exceeds specified max pixel count|Picture size .* is invalid/,
    'fatal',
    'picture-too-large',
  ),
  rule(
    /SAMPLE-AES|scrambl|DRM|encrypted with .*unsupported|crypto.*(unsupported|not supported)/i,
    'fatal',
    'scrambled',
  ),
  rule(
    /Unknown encoder|Unrecognized option|Option .*not found|No such filter|Error setting preset|Unknown decoder|Protocol not found|Unknown input format/,
    'fatal',
    'command-refused',
  ),
  rule(
    /\.png: No such file|Invalid PNG signature|Cannot determine format of input stream 1:0|\[image2 .*\] \[(error|fatal)\]/,
    'fatal',
    'logo-broken',
  ),
  rule(/Server returned 401|401 Unauthorized|authorization failed/i, 'network', 'unauthorised'),
  rule(/Server returned 403/, 'network', 'forbidden'),
  rule(/Server returned 404/, 'network', 'not-found'),
  rule(/Server returned 4|HTTP error 4|method [A-Z_]+ failed: 4/, 'network', 'refused-by-source', {
    status: null,
  }),
  rule(
    /Server returned 5|HTTP error 5|method [A-Z_]+ failed: 5/,
    'network',
    'source-server-error',
    { status: null },
  ),
  rule(
    /NetStream\.Play\.(StreamNotFound|Failed|UnpublishNotify)|No such stream/,
    'network',
    'stream-not-found',
  ),
  rule(/NetConnection\.Connect\.Rejected|code=403/, 'network', 'forbidden'),
  rule(
    /Failed to resolve hostname|Name or service not known|Temporary failure in name resolution/,
    'network',
    'name-not-found',
  ),
  rule(/Connection refused/, 'network', 'connection-refused'),
  rule(/No route to host|Network is unreachable/, 'network', 'unreachable'),
  rule(/Cannot assign requested address/, 'fatal', 'not-our-address'),
  rule(/Address already in use/, 'network', 'port-taken'),
  rule(/certificate|TLS.*(error|fail)|handshake/i, 'network', 'tls'),
  rule(/Connection to srt:.* failed/, 'network', 'srt-unanswered'),
  rule(/Connection timed out|Operation timed out|ETIMEDOUT/, 'network', 'source-silent'),
  rule(/Connection reset by peer|Broken pipe/, 'network', 'connection-lost'),
  rule(/Stream ends prematurely/, 'network', 'source-ended'),
  rule(/Failed to reload playlist/, 'network', 'playlist-lost'),
  rule(/matches no streams|does not contain any stream/, 'encoding', 'no-video'),
  rule(/unspecified size|Could not find codec parameters/, 'encoding', 'unclear-picture'),
  rule(/Too many packets buffered for output stream/, 'encoding', AUDIO_MISSING),
  rule(/Error reinitializing filters|Failed to inject frame/, 'encoding', 'source-changed'),
]

/** Lines in which FFmpeg says what it came to; the reason may stand before them. */
export const OUTCOMES: readonly ExitRule[] = [
  rule(
    /Error initializing output stream|Could not write header|Could not find tag for codec/,
    'encoding',
    'output-refused',
  ),
  rule(/Invalid data found when processing input/, 'network', 'not-media'),
]

/** Lines that accompany every kind of end; used only when nothing better is there. */
export const VAGUE: readonly ExitRule[] = [
  rule(/Input\/output error/, 'network', 'read-failed'),
  rule(/Error while decoding|Conversion failed|Error submitting/, 'encoding', 'decoding-failed'),
]

function rule<Code extends MessageCode>(
  pattern: RegExp,
  kind: FailureClass,
  code: Code,
  ...params: ParamsArgument<Code>
): ExitRule {
  return { pattern, reason: reasonOf(kind, code, ...params) }
}
