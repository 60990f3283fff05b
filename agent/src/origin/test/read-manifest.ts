import { brokenRules } from './manifest-rules.ts'

/** A manifest of DASH as tests look at it; times in seconds but for those of tracks, which are in their ticks. */
export type ReadPeriod = {
  id: string
  start: number
  duration: number | null
  tracks: readonly ReadTrack[]
}

export type ReadTrack = {
  contentType: string
  timescale: number
  offset: number
  startNumber: number
  /** Time of the first listed segment. */
  begin: number
  /** How long each listed segment is. */
  durations: readonly number[]
  init: string
  media: string
}

/** Of manifests that this product writes alone. Throws where one is not as the standard has it. */
export function periodsIn(text: string): ReadPeriod[] {
  const broken = brokenRules(text)
  if (broken.length > 0) throw new Error(broken.join('\n'))
  return blocks(text, 'Period').map((period) => ({
    id: attribute(period, 'id') ?? '',
    start: seconds(attribute(period, 'start')) ?? 0,
    duration: seconds(attribute(period, 'duration')),
    tracks: blocks(period, 'AdaptationSet').flatMap((set) =>
      blocks(set, 'SegmentTemplate').map((template) => ({
        contentType: attribute(set, 'contentType') ?? '',
        timescale: Number(attribute(template, 'timescale')),
        offset: Number(attribute(template, 'presentationTimeOffset')),
        startNumber: Number(attribute(template, 'startNumber')),
        begin: Number(attribute(template, 't')),
        durations: [...template.matchAll(/<S [^>]*>/g)].flatMap(([entry]) => {
          const repeats = Number(attribute(entry, 'r') ?? 0) + 1
          return Array.from({ length: repeats }, () => Number(attribute(entry, 'd')))
        }),
        init: attribute(template, 'initialization') ?? '',
        media: attribute(template, 'media') ?? '',
      })),
    ),
  }))
}

/** Addresses of the segments of the first track of a kind. */
export function listedSegments(
  { tracks }: Pick<ReadPeriod, 'tracks'>,
  contentType: string,
): string[] {
  const track = tracks.find((one) => one.contentType === contentType)
  return (track?.durations ?? []).map((_, at) => {
    const number = String((track?.startNumber ?? 0) + at).padStart(8, '0')
    return track?.media.replace('$Number%08d$', number) ?? ''
  })
}

function blocks(text: string, name: string): string[] {
  return text.match(new RegExp(`<${name}[ >].*?</${name}>`, 'gs')) ?? []
}

function attribute(text: string, name: string): string | null {
  return new RegExp(`[ ]${name}="([^"]*)"`).exec(text)?.[1] ?? null
}

function seconds(duration: string | null): number | null {
  return duration === null ? null : Number(/^PT([\d.]+)S$/.exec(duration)?.[1])
}
