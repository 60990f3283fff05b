import type { ChannelView, FieldProblem } from '@cashbacktv/contract'
import {
  EMPTY_SCHEDULE,
  formOfSchedule,
  readScheduleForm,
  type ScheduleValues,
  toSchedule,
} from './schedule-form.ts'
import { type AccessValues, accessOf, NO_ACCESS, readAccess, toReading } from './source-access.ts'
import { formOfTracks, NO_TRACKS, readTracks, type TrackValues, toTracks } from './track-form.ts'

/** A row of the source list. `key` is stable while rows move. `id` is set for a stored source. */
export type SourceRow = { key: string; id: string; url: string; access: AccessValues } & TrackValues
export type LogoValues = { assetId: string; x: number; y: number; width: number; opacity: number }

/** `picture` is the hash of an uploaded picture, empty for the channel's name. */
export type SlateValues = { enabled: boolean; picture: string; language: 'tr' | 'en' }

/** What the channel form holds, as it is typed: texts stay texts until they are sent. */
export type ChannelFormValues = {
  name: string
  slug: string
  sources: SourceRow[]
  logo: LogoValues | null
  mode: 'transcode' | 'copy'
  presetId: string
  /** Pixels, empty for the height of the source. */
  height: string
  deinterlace: 'frame' | 'field'
  autoRestart: boolean
  /** 0 to 100 as typed; higher starts first when many wait. */
  priority: string
  /** Percent of one core and megabytes, for each run; empty for no limit. */
  cpuPercent: string
  memoryMegabytes: string
  segmentSeconds: string
  windowSegments: string
  slate: SlateValues
  schedule: ScheduleValues
}

export const MAX_SOURCES = 8
const MEGABYTE = 1e6
export const DEFAULT_LOGO = { x: 0.82, y: 0.05, width: 0.13, opacity: 1 }

export const EMPTY_FORM: ChannelFormValues = {
  name: '',
  slug: '',
  sources: [{ key: 'first', id: '', url: '', access: NO_ACCESS, ...NO_TRACKS }],
  logo: null,
  mode: 'transcode',
  presetId: 'broadcast',
  height: '',
  deinterlace: 'frame',
  autoRestart: true,
  priority: '50',
  cpuPercent: '',
  memoryMegabytes: '',
  segmentSeconds: '2',
  windowSegments: '6',
  slate: { enabled: true, picture: '', language: 'tr' },
  schedule: EMPTY_SCHEDULE,
}

export function formOfChannel(channel: ChannelView): ChannelFormValues {
  const rendition = channel.output.renditions[0]
  return {
    name: channel.name,
    slug: channel.slug,
    sources: channel.sources.map((source) => ({
      key: source.id,
      id: source.id,
      url: source.url,
      access: accessOf(source),
      ...formOfTracks(source),
    })),
    logo: channel.logo,
    mode: channel.output.mode,
    presetId: channel.output.presetId,
    height: rendition?.height ? String(rendition.height) : '',
    deinterlace: channel.output.deinterlace,
    autoRestart: channel.autoRestart,
    priority: String(channel.priority),
    ...formOfLimits(channel.limits),
    segmentSeconds: String(channel.hls.segmentSeconds),
    windowSegments: String(channel.hls.windowSegments),
    slate: { ...channel.slate, picture: channel.slate.picture ?? '' },
    schedule: formOfSchedule(channel.schedule),
  }
}

/** Reads a submitted form. The rows are numbered by their field names, `sources.0.url`. */
export function readChannelForm(data: FormData): ChannelFormValues {
  const text = (name: string) => String(data.get(name) ?? '').trim()
  const sources: SourceRow[] = []
  for (let index = 0; index < MAX_SOURCES && data.has(`sources.${index}.url`); index += 1) {
    const id = text(`sources.${index}.id`)
    const access = readAccess(text, `sources.${index}`)
    const tracks = readTracks((name) => text(`sources.${index}.${name}`))
    const url = text(`sources.${index}.url`)
    sources.push({ key: id || `row-${index}`, id, url, access, ...tracks })
  }
  return {
    name: text('name'),
    slug: text('slug'),
    sources,
    logo: readLogo(text),
    mode: text('output.mode') === 'copy' ? 'copy' : 'transcode',
    presetId: text('output.presetId') || EMPTY_FORM.presetId,
    height: text('output.renditions.0.height'),
    deinterlace: text('output.deinterlace') === 'field' ? 'field' : 'frame',
    autoRestart: data.get('autoRestart') === 'on',
    priority: text('priority'),
    cpuPercent: text('limits.cpuPercent'),
    memoryMegabytes: text('limits.memoryBytes'),
    segmentSeconds: text('hls.segmentSeconds'),
    windowSegments: text('hls.windowSegments'),
    slate: {
      enabled: data.get('slate.enabled') === 'on',
      picture: text('slate.picture'),
      language: text('slate.language') === 'en' ? 'en' : 'tr',
    },
    schedule: readScheduleForm(data),
  }
}

type StoredOutput = Pick<ChannelView, 'output'> | null

/**
 * The body the API wants. Ids are checked there, which is why they are plain texts here. What the
 * form does not show of the output, the name of the rendition and the audio, stays as it is `stored`.
 */
export function toChannelBody(values: ChannelFormValues, stored: StoredOutput = null) {
  const height = values.height === '' ? null : Number(values.height)
  const [first] = stored?.output.renditions ?? []
  return {
    name: values.name,
    ...(values.slug ? { slug: values.slug } : {}),
    sources: values.sources
      .filter(({ url }) => url !== '')
      .map(({ id, url, access, ...tracks }) => ({
        ...(id ? { id } : {}),
        url,
        ...toReading(access, url),
        ...toTracks(tracks),
      })),
    logo: values.mode === 'copy' ? null : values.logo,
    output: {
      ...(stored ? { audio: stored.output.audio } : {}),
      mode: values.mode,
      presetId: values.presetId,
      renditions: [{ ...(first ?? { name: 'main' }), height }],
      deinterlace: values.deinterlace,
    },
    hls: {
      segmentSeconds: numberOf(values.segmentSeconds),
      windowSegments: numberOf(values.windowSegments),
    },
    slate: { ...values.slate, picture: values.slate.picture || null },
    schedule: toSchedule(values.schedule),
    autoRestart: values.autoRestart,
    priority: numberOf(values.priority),
    limits: {
      cpuPercent: limitOf(values.cpuPercent, 1),
      memoryBytes: limitOf(values.memoryMegabytes, MEGABYTE),
    },
  }
}

/** An empty or odd number is left to the API to complain about. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'))
}

function formOfLimits({ cpuPercent, memoryBytes }: ChannelView['limits']) {
  return {
    cpuPercent: cpuPercent === null ? '' : String(cpuPercent),
    memoryMegabytes: memoryBytes === null ? '' : String(memoryBytes / MEGABYTE),
  }
}

/** What is no number becomes one that the API refuses: NaN would arrive there as no limit. */
function limitOf(text: string, unit: number): number | null {
  if (text.trim() === '') return null
  const value = numberOf(text)
  if (!Number.isFinite(value)) return -1
  return unit === 1 ? value : Math.round(value * unit)
}

export type SourceEdit = { kind: 'add' | 'remove' | 'up' | 'down'; index: number }

/** Reads `sources:up:2`, the value of a button that works without JavaScript too. */
export function parseSourceEdit(intent: string): SourceEdit | null {
  const match = /^sources:(add|remove|up|down):(\d)$/.exec(intent)
  return match ? { kind: match[1] as SourceEdit['kind'], index: Number(match[2]) } : null
}

export function editSources(rows: SourceRow[], edit: SourceEdit, newKey: string): SourceRow[] {
  const { kind, index } = edit
  switch (kind) {
    case 'add':
      return rows.length < MAX_SOURCES
        ? [...rows, { key: newKey, id: '', url: '', access: NO_ACCESS, ...NO_TRACKS }]
        : rows
    case 'remove':
      return rows.length > 1 ? rows.filter((_, at) => at !== index) : rows
    case 'up':
      return swap(rows, index - 1, index)
    case 'down':
      return swap(rows, index, index + 1)
  }
}

/** The first message for a field; problems of a part count for the whole unless it has a field of its own. */
export function problemAt(problems: FieldProblem[], path: string): string | undefined {
  return problems.find((problem) => problem.path === path)?.message
}

/** Problems that no field of the form shows, so that none is swallowed. */
export function otherProblems(problems: FieldProblem[], shown: readonly RegExp[]): FieldProblem[] {
  return problems.filter(({ path }) => !shown.some((pattern) => pattern.test(path)))
}

function swap(rows: SourceRow[], a: number, b: number): SourceRow[] {
  const first = rows[a]
  const second = rows[b]
  if (!first || !second) return rows
  return rows.map((row, at) => (at === a ? second : at === b ? first : row))
}

function readLogo(text: (name: string) => string): LogoValues | null {
  const assetId = text('logo.assetId')
  if (assetId === '') return null
  const number = (name: keyof typeof DEFAULT_LOGO) => {
    const typed = text(`logo.${name}`)
    return typed === '' || !Number.isFinite(Number(typed))
      ? DEFAULT_LOGO[name]
      : Number(typed) / 100
  }
  return {
    assetId,
    x: number('x'),
    y: number('y'),
    width: number('width'),
    opacity: number('opacity'),
  }
}
