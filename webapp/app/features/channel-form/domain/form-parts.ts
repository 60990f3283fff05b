import { fieldAt, isSettingPath, SETTING_PATHS } from './setting-fields.ts'

/** The parts of the form in the order in which they are met: the path is open, the others are folded. */
export const PATH_PARTS = ['source', 'picture', 'logo'] as const
export const FOLDED_PARTS = [
  ...(['layers', 'about', 'host', 'slate', 'schedule', 'restreams'] as const),
  ...(['delivery', 'playback', 'content', 'running'] as const),
] as const
export type FoldedPart = (typeof FOLDED_PARTS)[number]
export type FormPart = (typeof PATH_PARTS)[number] | FoldedPart

const PARTS: readonly FormPart[] = [...PATH_PARTS, ...FOLDED_PARTS]

const OWN_PARTS: readonly { top: string; part: FormPart }[] = [
  { top: 'sources', part: 'source' },
  { top: 'restreams', part: 'restreams' },
  { top: 'logo', part: 'logo' },
  { top: 'layers', part: 'layers' },
  { top: 'schedule', part: 'schedule' },
]

export function isFoldedPart(text: string | null): text is FoldedPart {
  return FOLDED_PARTS.some((part) => part === text)
}

/** Where in the form a problem at `path` belongs; null where the form knows nothing of it. */
export function partOf(path: string): FormPart | null {
  const top = path.split('.')[0]
  const own = OWN_PARTS.find((one) => one.top === top)
  if (own) return own.part
  const setting = SETTING_PATHS.find((known) => known.split('.')[0] === top)
  return setting ? fieldAt(setting).part : null
}

/** The control that has to be changed to mend a problem at `path`, by its name; null for none. */
export function controlOf(path: string): string | null {
  if (isSettingPath(path)) return path === 'slate.picture' ? 'slate.file' : path
  if (path === 'sources') return 'sources.0.url'
  if (path === 'restreams') return 'restreams.0.url'
  if (path === 'layers') return 'layers.0.y'
  if (path === 'logo' || path === 'logo.assetId') return 'logo.file'
  const picture = /^(layers\.\d+)\.assetId$/.exec(path)
  if (picture) return `${picture[1]}.file`
  const track = /^(sources\.\d+\.audioTrack)\b/.exec(path)
  if (track?.[1]) return track[1]
  const output = outputControlOf(path)
  if (output !== null) return output
  const header = /^(sources\.\d+\.headers)(?:\.(\d+))?$/.exec(path)
  if (header) return `${header[1]}.${header[2] ?? 0}.name`
  if (path === 'schedule') return 'schedule.timeZone'
  if (/^((?:sources|restreams|layers)\.\d+|schedule|logo)\./.test(path)) return path
  const isOf = (known: string) => known.startsWith(`${path}.`) || path.startsWith(`${known}.`)
  return SETTING_PATHS.find(isOf) ?? null
}

/** Of the cap or the frame rate of a rendition, or of a row of audio or subtitles. */
function outputControlOf(path: string): string | null {
  if (/^output\.renditions\.\d+\.(maxBitrateKbps|frameRate)$/.test(path)) return path
  const audio = /^output\.audio\.renditions(?:\.(\d+)\.(label)?)?/.exec(path)
  if (audio) return `audio.${audio[1] ?? 0}.${audio[2] ?? 'track'}`
  const subtitles = /^output\.subtitles(?:\.(\d+)\.(label|language)?)?/.exec(path)
  if (subtitles) return `subtitles.${subtitles[1] ?? 0}.${subtitles[2] ?? 'track'}`
  return null
}

/** The id of a control in the page. */
export function controlId(control: string): string {
  return `field-${control}`
}

/** Problems in the order in which their fields are met; those of no field come last. */
export function inOrder<P extends { path: string }>(problems: readonly P[]): P[] {
  const rank = ({ path }: P) => {
    const part = partOf(path)
    return part === null ? PARTS.length : PARTS.indexOf(part)
  }
  return problems.toSorted((a, b) => rank(a) - rank(b))
}

/** Where the focus goes after a refused save; null where no control can mend it. */
export function firstMistake(problems: readonly { path: string }[]): string | null {
  for (const { path } of inOrder(problems)) {
    const control = controlOf(path)
    if (control !== null) return control
  }
  return null
}
