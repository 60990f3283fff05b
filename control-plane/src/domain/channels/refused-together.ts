import { type ChannelSettings, encodedAs, type Message, messageOf } from '@cashbacktv/contract'

export type Together = Pick<ChannelSettings, 'layers' | 'logo' | 'output' | 'restreams'>

/**
 * The first of a channel's settings that do not go together: the dotted path of its field, and why not. Null where all
 * do. For whatever way they come in: each further change of the channel would be refused for it.
 */
export function refusedTogether({
  logo,
  layers,
  output,
  restreams,
}: Together): { path: string; why: Message } | null {
  if (output.mode === 'copy' && logo) return { path: 'logo', why: messageOf('logo-on-copy') }
  if (output.mode === 'copy' && layers.length > 0) {
    return { path: 'layers', why: messageOf('layers-on-copy') }
  }
  if (output.audio.asVariant && output.audio.mode === 'none') {
    return { path: 'output.audio.asVariant', why: messageOf('audio-variant-silent') }
  }
  const rtmp = encodedAs(output) === 'hevc' && restreams.find(({ url }) => /^rtmps?:/i.test(url))
  if (rtmp) return { path: 'output.codec', why: messageOf('hevc-on-rtmp', { name: rtmp.name }) }
  return null
}
