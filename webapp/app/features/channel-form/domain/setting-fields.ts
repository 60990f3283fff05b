type Shared = {
  /** The part of the form that it is in. */
  part:
    | ('source' | 'picture' | 'about' | 'host' | 'slate')
    | ('delivery' | 'playback' | 'content' | 'running')
}

/**
 * How a setting of a channel is typed: as a `text`, over several lines where `isLong`; as a `number`,
 * in a multiple of the contract's `unit`; as a `list` of words with commas between; as a `choice` of
 * few; as a `flag` that is on or off. What it may hold is told by the contract.
 */
export type SettingField = Shared &
  (
    | { kind: 'text'; isLong?: true; isCode?: true; emptyIs?: 'null' | 'kept' }
    | { kind: 'number'; step: number; unit?: number; emptyIs?: 'null' }
    | { kind: 'list' }
    | { kind: 'choice'; emptyIs?: 'null' }
    | { kind: 'flag' }
  )

/**
 * The settings that are typed as they are, by their path in the contract. A new one is shown, read,
 * sent and compared from here alone; its texts are at `setting.<path>`.
 */
export const SETTING_FIELDS = {
  name: { kind: 'text', part: 'source' },
  'output.mode': { kind: 'choice', part: 'picture' },
  'output.presetId': { kind: 'choice', part: 'picture' },
  'output.renditions.0.height': { kind: 'number', part: 'picture', step: 1, emptyIs: 'null' },
  'output.deinterlace': { kind: 'choice', part: 'picture' },
  'output.encoder': { kind: 'choice', part: 'picture' },
  'output.codec': { kind: 'choice', part: 'picture' },
  'output.audio.language': { kind: 'text', part: 'picture', isCode: true, emptyIs: 'null' },
  'output.audio.targetLufs': { kind: 'number', part: 'picture', step: 0.5, emptyIs: 'null' },
  'output.audio.levelDb': { kind: 'number', part: 'picture', step: 0.5 },
  'output.audio.mix': { kind: 'choice', part: 'picture' },
  'output.audio.asVariant': { kind: 'flag', part: 'picture' },
  slug: { kind: 'text', part: 'about', isCode: true, emptyIs: 'kept' },
  note: { kind: 'text', part: 'about', isLong: true },
  hostId: { kind: 'choice', part: 'host', emptyIs: 'null' },
  groupId: { kind: 'choice', part: 'host', emptyIs: 'null' },
  'slate.enabled': { kind: 'flag', part: 'slate' },
  'slate.picture': { kind: 'text', part: 'slate', emptyIs: 'null' },
  'slate.language': { kind: 'choice', part: 'slate' },
  'hls.segmentSeconds': { kind: 'number', part: 'delivery', step: 0.5 },
  'hls.windowSegments': { kind: 'number', part: 'delivery', step: 1 },
  'dvr.windowSeconds': { kind: 'number', part: 'delivery', step: 0.5, unit: 3600 },
  'dvr.budgetBytes': {
    kind: 'number',
    part: 'delivery',
    step: 1,
    emptyIs: 'null',
    /** Typed in gigabytes. */
    unit: 1e9,
  },
  cues: { kind: 'choice', part: 'delivery' },
  'playback.signed': { kind: 'flag', part: 'playback' },
  'playback.encrypted': { kind: 'flag', part: 'playback' },
  'playback.sites': { kind: 'list', part: 'playback' },
  'playback.networks': { kind: 'list', part: 'playback' },
  'playback.mostViewers': { kind: 'number', part: 'playback', step: 1, emptyIs: 'null' },
  'content.black.action': { kind: 'choice', part: 'content' },
  'content.black.seconds': { kind: 'number', part: 'content', step: 1, emptyIs: 'null' },
  'content.black.exceptAt': { kind: 'text', part: 'content' },
  'content.freeze.action': { kind: 'choice', part: 'content' },
  'content.freeze.seconds': { kind: 'number', part: 'content', step: 1, emptyIs: 'null' },
  'content.freeze.exceptAt': { kind: 'text', part: 'content' },
  'content.silence.action': { kind: 'choice', part: 'content' },
  'content.silence.seconds': { kind: 'number', part: 'content', step: 1, emptyIs: 'null' },
  'content.silence.exceptAt': { kind: 'text', part: 'content' },
  'content.noAudio.action': { kind: 'choice', part: 'content' },
  'content.noAudio.seconds': { kind: 'number', part: 'content', step: 1, emptyIs: 'null' },
  'content.noAudio.exceptAt': { kind: 'text', part: 'content' },
  'content.changed.action': { kind: 'choice', part: 'content' },
  'content.changed.seconds': { kind: 'number', part: 'content', step: 1, emptyIs: 'null' },
  'content.changed.exceptAt': { kind: 'text', part: 'content' },
  'content.stillCard.action': { kind: 'choice', part: 'content' },
  'content.stillCard.seconds': { kind: 'number', part: 'content', step: 1, emptyIs: 'null' },
  'content.stillCard.exceptAt': { kind: 'text', part: 'content' },
  'content.lowBitrate.action': { kind: 'choice', part: 'content' },
  'content.lowBitrate.seconds': { kind: 'number', part: 'content', step: 1, emptyIs: 'null' },
  'content.lowBitrate.exceptAt': { kind: 'text', part: 'content' },
  'content.loudness.action': { kind: 'choice', part: 'content' },
  'content.loudness.seconds': { kind: 'number', part: 'content', step: 1, emptyIs: 'null' },
  'content.loudness.exceptAt': { kind: 'text', part: 'content' },
  'content.clipping.action': { kind: 'choice', part: 'content' },
  'content.clipping.seconds': { kind: 'number', part: 'content', step: 1, emptyIs: 'null' },
  'content.clipping.exceptAt': { kind: 'text', part: 'content' },
  'content.floorKbps': { kind: 'number', part: 'content', step: 1 },
  'content.targetLufs': { kind: 'number', part: 'content', step: 0.5 },
  'content.toleranceLu': { kind: 'number', part: 'content', step: 0.5 },
  'content.timeZone': { kind: 'text', part: 'content', isCode: true },
  autoRestart: { kind: 'flag', part: 'running' },
  priority: { kind: 'number', part: 'running', step: 1 },
  'limits.cpuPercent': { kind: 'number', part: 'running', step: 5, emptyIs: 'null' },
  'limits.memoryBytes': {
    kind: 'number',
    part: 'running',
    step: 1,
    emptyIs: 'null',
    /** Typed in megabytes. */
    unit: 1e6,
  },
} as const satisfies Record<string, SettingField>

type Fields = typeof SETTING_FIELDS
export type SettingPath = keyof Fields

/** The settings of one kind. */
export type PathOf<K extends SettingField['kind']> = {
  [P in SettingPath]: Fields[P]['kind'] extends K ? P : never
}[SettingPath]

/** The settings of a part. */
export type PathIn<N extends SettingField['part']> = {
  [P in SettingPath]: Fields[P]['part'] extends N ? P : never
}[SettingPath]

export function fieldAt(path: SettingPath): SettingField {
  return SETTING_FIELDS[path]
}

export function isSettingPath(path: string): path is SettingPath {
  return Object.hasOwn(SETTING_FIELDS, path)
}

/** In the order in which they are shown. */
export const SETTING_PATHS: readonly SettingPath[] =
  Object.keys(SETTING_FIELDS).filter(isSettingPath)

export function pathsIn<N extends SettingField['part']>(part: N): readonly PathIn<N>[] {
  const isIn = (path: SettingPath): path is PathIn<N> => fieldAt(path).part === part
  return SETTING_PATHS.filter(isIn)
}

type TopOf<P extends string> = P extends `${infer Name}.${string}` ? Name : P
/** Settings with forms of their own. */
const WITH_OWN_FORMS = ['sources', 'restreams', 'logo', 'layers', 'schedule'] as const
/** A setting as a whole, by its name in the contract. */
export type SettingName = TopOf<SettingPath> | (typeof WITH_OWN_FORMS)[number]

/** Everything that a person sets of a channel, as changes of it are named. */
export const SETTING_NAMES: readonly SettingName[] = [
  ...new Set<SettingName>([
    ...WITH_OWN_FORMS,
    ...SETTING_PATHS.map((path) => path.split('.')[0] as TopOf<SettingPath>),
  ]),
]
