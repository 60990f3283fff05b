import type { SubtitlesOnAir } from '@cashbacktv/contract'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { TEXT } from '../cmaf/read-text.ts'
import { ownNameOf, tagOf } from '../ladder/media-names.ts'
import type { TrackAddress } from './manifest.ts'
import type { PlacedPeriod } from './place-periods.ts'
import { segmentTemplate } from './segment-template.ts'
import { element, escaped } from './xml.ts'

/** `name`: of its track. */
export type ManifestText = Pick<SubtitlesOnAir[number], 'label' | 'language'> & {
  name: string
  /** Bits a second. */
  bandwidth: number
}

/**
 * Subtitles of a period. They are segments of fMP4 on the clock of the pictures: what WebVTT as it is says of
 * times would be of the whole presentation to some players, and of a period to others.
 */
export function textSet(
  period: PlacedPeriod,
  { name, label, language, bandwidth }: ManifestText,
  { id, address }: { id: number; address: TrackAddress },
): string {
  const attributes = {
    id,
    contentType: 'text',
    mimeType: 'application/mp4',
    lang: language === null ? null : tagOf(language),
    segmentAlignment: true,
    startWithSAP: 1,
  }
  const shown = label ?? (language === null ? null : ownNameOf(language))
  const template = segmentTemplate(period, address, { timescale: TICKS, begin: period.begin })
  const said = { id: name, bandwidth: Math.max(1, Math.ceil(bandwidth)), codecs: TEXT.codec }
  return element('AdaptationSet', attributes, [
    ...(shown === null ? [] : [element('Label', {}, [escaped(shown)])]),
    element('Role', { schemeIdUri: 'urn:mpeg:dash:role:2011', value: 'subtitle' }),
    element('Representation', said, [template]),
  ])
}
