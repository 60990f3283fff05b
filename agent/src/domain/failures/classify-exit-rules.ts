import type { FailureClass } from '@cashbacktv/contract'

/** Code of a run that could not begin because its source announces audio and sends none. */
export const AUDIO_MISSING = 'audio-missing'
const AUDIO_MISSING_MESSAGE = 'The source announces sound that never comes.'

export type ExitRule = { pattern: RegExp; class: FailureClass; code: string; message: string }

/** Lines whose consequences are said behind them in words that mean less. */
export const FIRST: readonly ExitRule[] = [
  rule(/sample rate not set/, 'encoding', AUDIO_MISSING, AUDIO_MISSING_MESSAGE),
  rule(
    /SRT:.*(REJECT|Incorrect passphrase|BADSECRET)/,
    'network',
    'srt-refused',
    'The SRT connection was refused. Check its passphrase and streamid.',
  ),
]

/** Lines that say what happened. The newest line that matches one decides. */
export const TELLING: readonly ExitRule[] = [
  rule(
    /Cannot allocate memory/,
    'resource',
    'out-of-memory',
    'There was no memory left for the channel. Raise its memory limit or free memory on the host.',
  ),
  rule(
    /No space left on device/,
    'resource',
    'disk-full',
    'The folder the stream is written to is full. Free space on the host.',
  ),
  rule(
    /Too many open files/,
    'resource',
    'too-many-files',
    'The host has too many open files. Raise its limit of open files.',
  ),
  rule(
    /Read-only file system/,
    'resource',
    'media-read-only',
    'The folder the stream is written to is read-only.',
  ),
  rule(
    /Resource temporarily unavailable.*thread|pthread_create/i,
    'resource',
    'too-many-threads',
    'The host has no threads left. Raise its limit of processes.',
  ),
  rule(
    /Failed to open (file|segment) '.*\.(ts|m3u8)(\.tmp)?'|av_interleaved_write_frame\(\): No such file/,
    'resource',
    'media-folder',
    'The folder the stream is written to is not there or cannot be written.',
  ),
  rule(
    /not on whitelist/i,
    'fatal',
    'blocked-destination',
    'The source leads to a destination that is not allowed.',
  ),
  rule(
    /exceeds specified max pixel count|Picture size .* is invalid/,
    'fatal',
    'picture-too-large',
    'The picture of the source is larger than 4096x2304.',
  ),
  rule(
    /SAMPLE-AES|scrambl|DRM|encrypted with .*unsupported|crypto.*(unsupported|not supported)/i,
    'fatal',
    'scrambled',
    'The source is scrambled and cannot be decoded.',
  ),
  rule(
    /Unknown encoder|Unrecognized option|Option .*not found|No such filter|Error setting preset|Unknown decoder|Protocol not found|Unknown input format/,
    'fatal',
    'command-refused',
    'FFmpeg on this host lacks something the channel needs. Install a complete FFmpeg 5.1 or later.',
  ),
  rule(
    /\.png: No such file|Invalid PNG signature|Cannot determine format of input stream 1:0|\[image2 .*\] \[(error|fatal)\]/,
    'fatal',
    'logo-broken',
    'The picture of the logo cannot be read. Upload it again.',
  ),
  rule(
    /Server returned 401|401 Unauthorized|authorization failed/i,
    'network',
    'unauthorised',
    'The source asks for a user name and password, or refuses those it was given (401).',
  ),
  rule(/Server returned 403/, 'network', 'forbidden', 'The source refuses access (403).'),
  rule(
    /Server returned 404/,
    'network',
    'not-found',
    'The source does not exist at its address (404).',
  ),
  rule(
    /Server returned 4|HTTP error 4|method [A-Z_]+ failed: 4/,
    'network',
    'refused-by-source',
    'The server of the source refuses the request.',
  ),
  rule(
    /Server returned 5|HTTP error 5|method [A-Z_]+ failed: 5/,
    'network',
    'source-server-error',
    'The server of the source reports an error of its own.',
  ),
  rule(
    /NetStream\.Play\.(StreamNotFound|Failed|UnpublishNotify)|No such stream/,
    'network',
    'stream-not-found',
    'The server has no stream of this name, or nobody sends it at the moment.',
  ),
  rule(
    /NetConnection\.Connect\.Rejected|code=403/,
    'network',
    'forbidden',
    'The server of the source refuses access.',
  ),
  rule(
    /Failed to resolve hostname|Name or service not known|Temporary failure in name resolution/,
    'network',
    'name-not-found',
    'The host name of the source cannot be found. Check its spelling and the DNS of the host.',
  ),
  rule(
    /Connection refused/,
    'network',
    'connection-refused',
    'Nothing answers at the address of the source.',
  ),
  rule(
    /No route to host|Network is unreachable/,
    'network',
    'unreachable',
    'The network of the source cannot be reached from this host.',
  ),
  rule(
    /Cannot assign requested address/,
    'fatal',
    'not-our-address',
    'A UDP source is received on an address that this host does not have.',
  ),
  rule(
    /Address already in use/,
    'network',
    'port-taken',
    'The port of the source is already used on this host.',
  ),
  rule(
    /certificate|TLS.*(error|fail)|handshake/i,
    'network',
    'tls',
    'No secure connection to the source could be made. Check its certificate.',
  ),
  rule(
    /Connection to srt:.* failed/,
    'network',
    'connection-refused',
    'No SRT connection to the source could be made. Check its address and passphrase.',
  ),
  rule(
    /Connection timed out|Operation timed out|ETIMEDOUT/,
    'network',
    'source-silent',
    'The source sent nothing for too long.',
  ),
  rule(
    /Connection reset by peer|Broken pipe/,
    'network',
    'connection-lost',
    'The source broke the connection off.',
  ),
  rule(/Stream ends prematurely/, 'network', 'source-ended', 'The source ended before its end.'),
  rule(
    /Failed to reload playlist/,
    'network',
    'playlist-lost',
    'The playlist of the source cannot be read any more.',
  ),
  rule(
    /matches no streams|does not contain any stream/,
    'encoding',
    'no-video',
    'The source has no picture, or none has come yet.',
  ),
  rule(
    /unspecified size|Could not find codec parameters/,
    'encoding',
    'unclear-picture',
    'The picture of the source could not be made out in time.',
  ),
  rule(
    /Too many packets buffered for output stream/,
    'encoding',
    AUDIO_MISSING,
    AUDIO_MISSING_MESSAGE,
  ),
  rule(
    /Error reinitializing filters|Failed to inject frame/,
    'encoding',
    'source-changed',
    'The source changed its sound or picture in a way that needs a new start.',
  ),
  rule(
    /Error initializing output stream|Could not write header|Could not find tag for codec/,
    'encoding',
    'output-refused',
    'What the source sends cannot be put into the output as it is. Use transcoding instead of copying.',
  ),
  rule(
    /Invalid data found when processing input/,
    'network',
    'not-media',
    'What comes from the source is not a stream that can be read.',
  ),
]

/** Lines that accompany every kind of end; used only when nothing better is there. */
export const VAGUE: readonly ExitRule[] = [
  rule(/Input\/output error/, 'network', 'read-failed', 'The source could not be read.'),
  rule(
    /Error while decoding|Conversion failed|Error submitting/,
    'encoding',
    'decoding-failed',
    'The source could not be decoded.',
  ),
]

function rule(pattern: RegExp, kind: FailureClass, code: string, message: string): ExitRule {
  return { pattern, class: kind, code, message }
}
