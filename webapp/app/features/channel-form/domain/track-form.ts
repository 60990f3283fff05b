import type {
  AudioFacts,
  AudioTrackChoice,
  Source,
  SourceFacts,
  TrackKind,
} from '@cashbacktv/contract'

/** Programme and audio of a source as they are typed; empty leaves the choice to the host. */
export type TrackValues = {
  program: string
  /** A PID (`0x101`), a language (`tur`) and a purpose (`description`), those that are wanted. */
  audioTrack: string
}

export const NO_TRACKS: TrackValues = { program: '', audioTrack: '' }

/** All there are, by their type: the schema itself would bring its library into the browser. */
const KINDS: Record<TrackKind, true> = {
  main: true,
  dub: true,
  'clean-effects': true,
  'hearing-impaired': true,
  commentary: true,
  description: true,
}

function isKind(word: string): word is TrackKind {
  return Object.hasOwn(KINDS, word)
}

export function formOfTracks({ program, audioTrack }: Partial<Source>): TrackValues {
  return {
    program: program === undefined ? '' : String(program),
    audioTrack: audioTrack === undefined ? '' : writeTrack(audioTrack),
  }
}

export function readTracks(text: (name: keyof TrackValues) => string): TrackValues {
  return { program: text('program'), audioTrack: text('audioTrack') }
}

/** As the API wants it; what is no number becomes one that it refuses. */
export function toTracks({ program, audioTrack }: TrackValues) {
  return {
    program: program === '' ? null : wholeNumber(program),
    audioTrack: audioTrack === '' ? null : parseTrack(audioTrack),
  }
}

export function writeTrack({ pid, language, kind }: AudioTrackChoice): string {
  const number = pid === undefined ? undefined : `0x${pid.toString(16)}`
  return [number, language, kind].filter((word) => word !== undefined).join(' ')
}

/** Words in any order; one that is none of these is a language, which the API judges. */
export function parseTrack(text: string) {
  const choice: { pid?: number; language?: string; kind?: TrackKind } = {}
  for (const word of text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)) {
    if (/^(0x[0-9a-f]+|\d+)$/.test(word)) choice.pid = Number(word)
    else if (isKind(word)) choice.kind = word
    else choice.language = word
  }
  return choice
}

/** The choice that means this track: by what it is, and by its PID where there are such. */
export function choiceOf({ streamId, language, kind }: AudioFacts): string {
  return writeTrack({
    ...(streamId === undefined ? {} : { pid: streamId }),
    ...(language === undefined || !/^[a-z]{2,8}$/.test(language) ? {} : { language }),
    ...(kind === undefined ? {} : { kind }),
  })
}

/** The track that a choice means: all that it says is said of it. */
export function trackMeant(choice: string, tracks: readonly AudioFacts[]): AudioFacts | undefined {
  const { pid, language, kind } = parseTrack(choice)
  return tracks.find(
    (track) =>
      (pid === undefined || track.streamId === pid) &&
      (language === undefined || isSameLanguage(track.language, language)) &&
      (kind === undefined || (track.kind ?? 'main') === kind),
  )
}

/** `tr` and `tur` are one language: ISO 639 has names of two and of three letters. */
export function isSameLanguage(one: string | undefined, other: string): boolean {
  if (one === undefined) return false
  const [a, b] = [one, other].map((code) => {
    try {
      return Intl.getCanonicalLocales(code)[0]
    } catch {
      return code
    }
  })
  return a === b
}

/** The tracks of the programme that is chosen, or of the one that is taken when none is. */
export function tracksOf(facts: SourceFacts, program: string): readonly AudioFacts[] {
  const number = program === '' ? facts.program : wholeNumber(program)
  const tracks = facts.audioTracks ?? []
  if (number === null || number === undefined || !facts.programs?.length) return tracks
  return tracks.filter(({ programs }) => programs?.includes(number))
}

function wholeNumber(text: string): number {
  const value = Number(text)
  return Number.isInteger(value) ? value : -1
}
