/**
 * What is said of an address that cannot be taken, each with what to write instead. Values that were
 * typed are never repeated: one of them may be a password.
 */
export const SOURCE_SENTENCES = {
  empty: 'Enter the address of the source.',
  tooLong: 'The address is longer than 2048 characters.',
  space: 'The address contains a space. Write %20 where one belongs to it, and remove any other.',
  otherProgram:
    'What follows the first space are options of another program, such as live=1. Remove them; if the source needs one of them, ask for an address that works without.',
  controls: 'The address contains line breaks or control characters. Remove them.',
  scheme:
    'Use an address that begins with http, https, rtmp, rtmps, rtsp, rtsps, srt, udp or rtp, for example https://example.com/live.m3u8.',
  form: 'This is not a complete address. It looks like https://example.com/live.m3u8 or rtmp://example.com/live/channel.',
  credentials:
    'In a user name or password write / as %2F, ? as %3F, # as %23, @ as %40 and % as %25.',
  hash: 'A # would cut the address off. Write it as %23 where it belongs to a password or a path; leave out anything else from the # on.',
  backslash: 'Write / instead of \\ in an address, or %5C where it belongs to a password.',
  fields:
    'Options behind | or # are not part of an address. Put them into the fields of the source: User-Agent (userAgent), Referer (referer) and headers (headers).',
  page: 'This is the address of a web page, not of a stream. Ask who sends the picture for the address of the stream itself: HLS (.m3u8), RTMP, SRT or RTSP.',
  host: 'The address has no usable host name.',
  udpUser:
    'Leave out what stands before the @. The network card is named by its own address, ?localaddr=192.168.1.5, and the only sender by ?sources=10.1.1.1.',
  srtUser: 'An SRT address has no user before the @. Write it as a streamid: ?streamid=...',
  noPath:
    'Leave out the path behind the port. What an SRT source is to send is named by its streamid: ?streamid=...',
  srtHost:
    'Name the host of the source, as in srt://host:9000, or wait for the sender on a port of this host: srt://:9000?mode=listener.',
  streamId: () => 'A streamid has 1 to 512 characters.',
  passphrase: () => 'A passphrase has 10 to 79 characters.',
  testCard:
    'A test card is written as testcard://1280x720@25: even sizes up to 3840x2160, 1 to 60 frames a second.',
  port: (scheme: string) => `Name the port of the source, as in ${scheme}://host:9000.`,
  portRefused: (port: string) =>
    `Port ${port} belongs to another kind of service, not to a stream.`,
  longUser: (most: number) =>
    `The user name and password together are longer than ${most} characters, which is all that FFmpeg reads.`,
  longPath: (most: number) =>
    `The address is longer behind the host than ${most} characters, which is all that FFmpeg reads.`,
  optionUnknown: (scheme: string, known: string) =>
    `The address has an option that is not known. An ${scheme} address takes only these options: ${known}.`,
  optionTwice: (name: string) => `Give the option "${name}" only once.`,
  optionChoice: (name: string, values: string) => `The option "${name}" is one of: ${values}.`,
  optionAddress: (name: string) => `The option "${name}" is an IP address, as in 192.168.1.5.`,
  optionPercent: (name: string) => `Write % as %25 in the option "${name}".`,
  optionNumber: (name: string, min: number, max: number, unit: string | null) =>
    `The option "${name}" is a whole number from ${min} to ${max}${unit ? ` ${unit}` : ''}.`,
  microseconds: (name: string, value: number, ms: number) =>
    `The option "${name}" is counted in microseconds here: write ${name}=${value} for ${ms} ms.`,
  rtspOption: (name: string) =>
    `Leave out the option "${name}". TCP or UDP is chosen in the field of the transport (rtspTransport).`,
} as const

/** Schemes that are not read, with what to do. */
export const OTHER_SCHEMES: ReadonlyMap<string, string> = new Map([
  ...each(['rtspu'], 'Write rtsp:// and choose UDP as the transport of the source.'),
  ...each(['rtspt'], 'Write rtsp:// and choose TCP as the transport of the source.'),
  ...each(
    ['rtmpt', 'rtmpts', 'rtmpe', 'rtmpte'],
    'RTMP is read as rtmp:// and rtmps://, not through HTTP or with its own encryption. Try the same address with rtmp://.',
  ),
  ...each(
    ['mms', 'mmsh', 'mmst', 'mmsu'],
    'Addresses with mms:// are not read. Try the same address with http:// or rtsp://.',
  ),
  ...each(
    ['rist'],
    'RIST is not read. Ask for SRT, or receive it on this host with a RIST receiver that hands it on as UDP.',
  ),
  ...each(
    ['igmp', 'multicast'],
    'Write a multicast source as udp://@239.1.2.3:5004, or rtp://@239.1.2.3:5004 when it is RTP.',
  ),
  ...each(
    ['tcp', 'tls'],
    'Plain TCP is not read. Ask for the stream over HTTP (http://host:port/) or SRT.',
  ),
  ...each(
    ['hls', 'hls+http', 'hls+https', 'm3u8', 'https+hls', 'applehttp'],
    'Write the address of an HLS playlist as http:// or https://, without anything before it.',
  ),
  ...each(
    ['ndi', 'dshow', 'v4l2', 'decklink'],
    'Cards and cameras of a machine are not read. Send the picture as SRT, RTMP or UDP.',
  ),
])

function each(schemes: string[], sentence: string): [string, string][] {
  return schemes.map((scheme) => [scheme, sentence])
}
