/**
 * What is said of an address, or of how a source is read, each with what to write instead. Values that
 * were typed are never repeated: one of them may be a password.
 */
export const address = {
  'address-empty': 'Enter the address of the source.',
  'address-too-long': 'The address is longer than 2048 characters.',
  'address-masked':
    '*** stands for what is not shown of an address. Enter the whole address, or send it back exactly as it was shown. Where *** really belongs to it, write %2A%2A%2A.',
  'address-space':
    'The address contains a space. Write %20 where one belongs to it, and remove any other.',
  'address-other-program':
    'What follows the first space are options of another program, such as live=1. Remove them; if the source needs one of them, ask for an address that works without.',
  'address-controls': 'The address contains line breaks or control characters. Remove them.',
  'address-scheme':
    'Use an address that begins with http, https, rtmp, rtmps, rtsp, rtsps, srt, udp or rtp, for example https://example.com/live.m3u8.',
  'address-form':
    'This is not a complete address. It looks like https://example.com/live.m3u8 or rtmp://example.com/live/channel.',
  'address-credentials':
    'In a user name or password write / as %2F, ? as %3F, # as %23, @ as %40 and % as %25.',
  'address-hash':
    'A # would cut the address off. Write it as %23 where it belongs to a password or a path; leave out anything else from the # on.',
  'address-backslash':
    'Write / instead of \\ in an address, or %5C where it belongs to a password.',
  'address-fields':
    'Options behind | or # are not part of an address. Put them into the fields of the source: User-Agent (userAgent), Referer (referer) and headers (headers).',
  'address-page':
    'This is the address of a web page, not of a stream. Ask who sends the picture for the address of the stream itself: HLS (.m3u8), RTMP, SRT or RTSP.',
  'address-host': 'The address has no usable host name.',
  'address-udp-user':
    'Leave out what stands before the @. The network card is named by its own address, ?localaddr=192.168.1.5, and the only sender by ?sources=10.1.1.1.',
  'address-srt-user':
    'An SRT address has no user before the @. Write it as a streamid: ?streamid=...',
  'address-no-path':
    'Leave out the path behind the port. What an SRT source is to send is named by its streamid: ?streamid=...',
  'address-srt-host':
    'Name the host of the source, as in srt://host:9000, or wait for the sender on a port of this host: srt://:9000?mode=listener.',
  'address-stream-id': 'A streamid has 1 to 512 characters.',
  'address-passphrase': 'A passphrase has 10 to 79 characters.',
  'address-test-card':
    'A test card is written as testcard://1280x720@25: even sizes up to 3840x2160, 1 to 60 frames a second.',
  'address-port': 'Name the port of the source, as in {{scheme}}://host:9000.',
  'address-port-refused': 'Port {{port}} belongs to another kind of service, not to a stream.',
  'address-user-long':
    'The user name and password together are longer than {{most:whole}} characters, which is all that FFmpeg reads.',
  'address-path-long':
    'The address is longer behind the host than {{most:whole}} characters, which is all that FFmpeg reads.',
  'option-unknown':
    'The address has an option that is not known. An {{scheme}} address takes only these options: {{known}}.',
  'option-twice': 'Give the option "{{name}}" only once.',
  'option-choice': 'The option "{{name}}" is one of: {{values}}.',
  'option-address': 'The option "{{name}}" is an IP address, as in 192.168.1.5.',
  'option-percent': 'Write % as %25 in the option "{{name}}".',
  'option-range': 'The option "{{name}}" is a whole number from {{min:whole}} to {{max:whole}}.',
  'option-range-microseconds':
    'The option "{{name}}" is a whole number from {{min:whole}} to {{max:whole}} microseconds.',
  'option-range-milliseconds':
    'The option "{{name}}" is a whole number from {{min:whole}} to {{max:whole}} milliseconds.',
  'option-in-microseconds':
    'The option "{{name}}" is counted in microseconds here: write {{name}}={{value:whole}} for {{ms:whole}} ms.',
  'option-rtsp':
    'Leave out the option "{{name}}". TCP or UDP is chosen in the field of the transport (rtspTransport).',
  'scheme-rtspu': 'Write rtsp:// and choose UDP as the transport of the source.',
  'scheme-rtspt': 'Write rtsp:// and choose TCP as the transport of the source.',
  'scheme-rtmpe':
    'RTMP is read as rtmp:// and rtmps://, not through HTTP or with its own encryption. Try the same address with rtmp://.',
  'scheme-mms': 'Addresses with mms:// are not read. Try the same address with http:// or rtsp://.',
  'scheme-rist':
    'RIST is not read. Ask for SRT, or receive it on this host with a RIST receiver that hands it on as UDP.',
  'scheme-multicast':
    'Write a multicast source as udp://@239.1.2.3:5004, or rtp://@239.1.2.3:5004 when it is RTP.',
  'scheme-tcp': 'Plain TCP is not read. Ask for the stream over HTTP (http://host:port/) or SRT.',
  'scheme-hls':
    'Write the address of an HLS playlist as http:// or https://, without anything before it.',
  'scheme-device':
    'Cards and cameras of a machine are not read. Send the picture as SRT, RTMP or UDP.',
  'network-never':
    'Sources are never read from this address: nothing but the network itself is behind it.',
  'network-refused':
    'Sources {{where:message}} are refused until an administrator allows their network, for example {{cidr}}: under Settings, System, or as SOURCE_ALLOW_CIDRS={{cidr}} where the product is started.',
  'network-multicast': 'at multicast addresses',
  'network-loopback': 'on the host itself (loopback)',
  'network-private': 'in private networks',
  'network-link-local': 'at link-local addresses',
  'network-shared': 'in networks shared by carriers',
  'header-value': 'A header holds letters, digits and signs of ASCII, on one line.',
  'header-name': 'The name of a header has no spaces or colons, as in X-Token.',
  'header-own':
    'This header is set by the reader itself. User-Agent and Referer have fields of their own.',
  'headers-http-only':
    'Only a source with http:// or https:// is sent headers. Take this away, or use such an address.',
  'transport-rtsp-only': 'Only a source with rtsp:// or rtsps:// has a transport to choose.',
} as const
