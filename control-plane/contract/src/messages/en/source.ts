/** Why a source cannot be read, or why what comes of it is of no use. */
export const source = {
  'blocked-destination':
    'The source leads to an address that is not allowed: by a redirect, a playlist, a key or its name. Allow its network in the settings if it is yours.',
  'address-refused': '{{why:message}}',
  unauthorised:
    'The source asks for a user name and password, or refuses those it was given (401).',
  'payment-required': 'The provider of the source asks for a payment (402).',
  forbidden: 'The source refuses access (403).',
  'not-found': 'The source does not exist at its address (404).',
  'proxy-login': 'A proxy before the source asks for a login (407).',
  gone: 'The source is no longer at its address (410). Ask its provider for the new one.',
  'too-many-requests': 'The provider says that it is asked too often (429).',
  'blocked-by-law': 'The provider blocks the source here for legal reasons (451).',
  'too-many-connections':
    'The provider says that too many connections are open ({{status:whole}}).',
  'source-unavailable': 'The server of the source is not available at the moment (503).',
  'bandwidth-exceeded':
    'The provider says that its bandwidth or its number of connections is used up ({{status:whole}}).',
  'refused-by-source': 'The server of the source refuses the request{{status:note}}.',
  'source-server-error': 'The server of the source reports an error of its own{{status:note}}.',
  'transport-refused':
    'The server of the source refuses this way of sending ({{status:whole}}). Choose UDP or TCP as its transport.',
  'stream-not-found': 'The server has no stream of this name, or nobody sends it at the moment.',
  'name-not-found':
    'The host name of the source cannot be found. Check its spelling and the DNS of the host.',
  'resolve-timeout': 'The name of the source did not resolve within {{seconds:whole}} s.',
  'resolve-failed': 'The name of the source could not be resolved ({{detail}}).',
  'connection-refused': 'Nothing answers at the address of the source.',
  'srt-unanswered':
    'No SRT connection to the source could be made. Check its address and passphrase.',
  'srt-refused': 'The SRT connection was refused. Check its passphrase and streamid.',
  unreachable: 'The network of the source cannot be reached from this host.',
  'not-our-address': 'A UDP source is received on an address that this host does not have.',
  'port-taken': 'The port of the source is already used on this host.',
  tls: 'No secure connection to the source could be made. Check its certificate.',
  'source-silent': 'The source was opened, but sent nothing or too little in time.',
  'no-data':
    'Nothing arrives at the address of the source. Check that its sender is on and sends to this address and port.',
  'empty-answer': 'The source answers, but with nothing in it. Ask its provider.',
  'connection-lost': 'The source broke the connection off.',
  'source-ended': 'The source ended.',
  'read-failed': 'The source could not be read.',
  'nobody-answers': 'The source sends nothing any more, and nobody answers at its address.',
  'source-in-use':
    'The source admits one reader, and another channel of this host reads it. Stop that channel or give this one another source.',
  'source-on-air':
    'A channel of this host reads this source now, and it may admit one reader only: it is not opened a second time.',
  'web-page':
    'A web page came instead of a stream: a login, a payment or a block by its provider. Open the address in a browser to see it.',
  'text-answer':
    'A text came instead of a stream, a message of its provider most likely. Open the address in a browser to see it.',
  'still-picture':
    'A single picture came instead of a stream, most likely because the source is off the air.',
  'unsupported-manifest':
    'The address leads to a DASH or Smooth Streaming manifest, which is not supported. Use the HLS address (.m3u8) of the same stream.',
  'channel-list': 'The address leads to a list of channels. Use the address of one channel in it.',
  'playlist-too-large':
    'The playlist of the source names more than {{most:whole}} renditions. Give the address of one of them.',
  'playlist-nested':
    'The renditions in the playlist of the source lead to lists of renditions again, not to segments. Give the address of one of them.',
  'playlist-empty': 'The playlist of the source has no segments in it.',
  'playlist-lost': 'The playlist of the source cannot be read any more.',
  'playlist-stale': 'The playlist of the source does not go on: nothing new comes into it.',
  'segments-missing': 'The playlist of the source names segments that are not on its server.',
  'source-slow': 'The source sends its stream more slowly than it is to be played.',
} as const
