import type { ChannelView } from '@cashbacktv/contract'
import { LONGEST_CHANNEL_NAME } from '@cashbacktv/contract/list-lengths'
import {
  formOfSchedule,
  readScheduleForm,
  type ScheduleValues,
  toSchedule,
} from '../../channel/domain/schedule-form.ts'
import { type LogoValues, readLogo } from '../../logo/domain/logo-values.ts'
import { type AudioRow, readAudioRows, rowsOfAudio, toAudioRenditions } from './audio-rows.ts'
import { type Caps, capsOf, HALVED, halvedOf, ladderOf, readCaps, smallerOf } from './ladder.ts'
import { type LayerRow, readLayerRows, rowsOfLayers, toLayers } from './layer-rows.ts'
import {
  type RestreamRow,
  readRestreamRows,
  rowsOfCopy,
  rowsOfRestreams,
  toRestreams,
} from './restream-rows.ts'
import { SETTING_PATHS } from './setting-fields.ts'
import { readSourceRows, rowsOfSources, type SourceRow, toSources } from './source-rows.ts'
import {
  readSubtitleRows,
  rowsOfSubtitles,
  type SubtitleRow,
  toSubtitles,
} from './subtitle-rows.ts'
import { readTyped, settingsOf, type TypedSettings, typedOf } from './typed-settings.ts'

/** What the channel form holds, as it is typed. */
export type ChannelFormValues = TypedSettings & {
  sources: SourceRow[]
  restreams: RestreamRow[]
  /** Heights of the renditions beside the first. */
  smaller: string[]
  caps: Caps
  /** Which renditions have half the frame rate, by the keys of caps. */
  halved: string[]
  /** What viewers can hear instead of the main audio. */
  audio: AudioRow[]
  /** What viewers can read. */
  subtitles: SubtitleRow[]
  logo: LogoValues | null
  /** What lies on the picture beside the logo. */
  layers: LayerRow[]
  schedule: ScheduleValues
}

/** The settings that the form is about, of a channel or as they are for a new one. */
export type ShownSettings = Pick<
  ChannelView,
  'sources' | 'restreams' | 'logo' | 'layers' | 'schedule' | 'output' | 'hostId' | 'pinned'
>

export function formOfChannel(channel: ShownSettings): ChannelFormValues {
  return {
    ...typedOf({ ...channel, hostId: chosenHost(channel) }),
    sources: rowsOfSources(channel.sources),
    restreams: rowsOfRestreams(channel.restreams),
    smaller: smallerOf(channel.output.renditions),
    caps: capsOf(channel.output.renditions),
    halved: halvedOf(channel.output.renditions),
    audio: rowsOfAudio(channel.output.audio.renditions),
    subtitles: rowsOfSubtitles(channel.output.subtitles),
    logo: channel.logo,
    layers: rowsOfLayers(channel.layers),
    schedule: formOfSchedule(channel.schedule),
  }
}

/** The host that a person chose; where placement chose, nobody did. */
export function chosenHost({ hostId, pinned }: Pick<ChannelView, 'hostId' | 'pinned'>) {
  return pinned ? hostId : null
}

/**
 * A new channel like another one; its address is made from its name. What is masked of its sources is
 * taken from those of the other, whose ids they have until they are stored.
 */
export function formOfCopy(channel: ShownSettings, name: string): ChannelFormValues {
  const form = formOfChannel(channel)
  const sources = form.sources.map((row, index) => ({ ...row, key: `copy-${index}` }))
  return { ...form, name, slug: '', sources, restreams: rowsOfCopy(form.restreams) }
}

/** What of the other channel a copy has that the form does not show. An empty address is no wish to have its own. */
export function baseOfCopy<C extends { slug: string }>({ slug: _slug, ...base }: C) {
  return base
}

/** The name of a copy; a long one is shortened, so that what says that it is a copy stays. */
export function copyName(name: string, suffix: string): string {
  return name.slice(0, LONGEST_CHANNEL_NAME - suffix.length).trimEnd() + suffix
}

export function readChannelForm(data: FormData): ChannelFormValues {
  return {
    ...readTyped(data),
    sources: readSourceRows(data),
    restreams: readRestreamRows(data),
    smaller: data.getAll(SMALLER).map(String),
    caps: readCaps(data),
    halved: data.getAll(HALVED).map(String),
    audio: readAudioRows(data),
    subtitles: readSubtitleRows(data),
    logo: readLogo(data),
    layers: readLayerRows(data),
    schedule: readScheduleForm(data),
  }
}

const OWN_FORMS = ['sources', 'restreams', 'logo', 'layers', 'schedule']
/** Name of the controls by which smaller renditions are chosen. */
export const SMALLER = 'output.smaller'

function withLadder(
  output: unknown,
  values: Pick<ChannelFormValues, 'smaller' | 'caps' | 'halved' | 'audio' | 'subtitles'>,
  base: ShownSettings,
): object {
  const typed = { ...base.output, ...Object(output) }
  const [first] = typed.renditions
  return {
    ...typed,
    renditions: ladderOf(first, values, base.output.renditions),
    audio: { ...typed.audio, renditions: toAudioRenditions(values.audio) },
    subtitles: toSubtitles(values.subtitles),
  }
}

/** The settings that the form sends. */
const SENT = new Set([...SETTING_PATHS.map((path) => path.split('.')[0] ?? path), ...OWN_FORMS])

/**
 * What the form makes of the channel, for the contract to judge. What it does not show of a setting,
 * as the names of renditions and how audio is encoded, stays as it is in `base`.
 */
export function toChannelBody(values: ChannelFormValues, base: ShownSettings) {
  const settings = Object.entries(settingsOf(values, base)).filter(([name]) => SENT.has(name))
  const sent: { [name: string]: unknown } = Object.fromEntries(settings)
  return {
    ...sent,
    output: withLadder(sent.output, values, base),
    sources: toSources(values.sources),
    restreams: toRestreams(values.restreams),
    logo: values['output.mode'] === 'copy' ? null : values.logo,
    layers: values['output.mode'] === 'copy' ? [] : toLayers(values.layers),
    schedule: toSchedule(values.schedule),
  }
}
