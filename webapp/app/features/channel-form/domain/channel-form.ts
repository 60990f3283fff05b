import type { ChannelView } from '@cashbacktv/contract'
import {
  formOfSchedule,
  readScheduleForm,
  type ScheduleValues,
  toSchedule,
} from '../../channel/domain/schedule-form.ts'
import { type LogoValues, readLogo } from '../../logo/domain/logo-values.ts'
import { SETTING_PATHS } from './setting-fields.ts'
import { readSourceRows, rowsOfSources, type SourceRow, toSources } from './source-rows.ts'
import { readTyped, settingsOf, type TypedSettings, typedOf } from './typed-settings.ts'

/** What the channel form holds, as it is typed. */
export type ChannelFormValues = TypedSettings & {
  sources: SourceRow[]
  logo: LogoValues | null
  schedule: ScheduleValues
}

/** The settings that the form is about, of a channel or as they are for a new one. */
export type ShownSettings = Pick<ChannelView, 'sources' | 'logo' | 'schedule' | 'output'>

export function formOfChannel(channel: ShownSettings): ChannelFormValues {
  return {
    ...typedOf(channel),
    sources: rowsOfSources(channel.sources),
    logo: channel.logo,
    schedule: formOfSchedule(channel.schedule),
  }
}

export function readChannelForm(data: FormData): ChannelFormValues {
  return {
    ...readTyped(data),
    sources: readSourceRows(data),
    logo: readLogo(data),
    schedule: readScheduleForm(data),
  }
}

const OWN_FORMS = ['sources', 'logo', 'schedule']
/** The settings that the form sends. */
const SENT = new Set([...SETTING_PATHS.map((path) => path.split('.')[0] ?? path), ...OWN_FORMS])

/**
 * What the form makes of the channel, for the contract to judge. What it does not show of a setting,
 * as the name of the rendition and the audio, stays as it is in `base`.
 */
export function toChannelBody(values: ChannelFormValues, base: ShownSettings) {
  const settings = Object.entries(settingsOf(values, base)).filter(([name]) => SENT.has(name))
  const sent: { [name: string]: unknown } = Object.fromEntries(settings)
  return {
    ...sent,
    sources: toSources(values.sources),
    logo: values['output.mode'] === 'copy' ? null : values.logo,
    schedule: toSchedule(values.schedule),
  }
}

/** The paths of all problems that a field of the form shows; `*` is the place of a row. */
export const SHOWN_PATHS: readonly string[] = [
  ...SETTING_PATHS.map((path) => path.replace('.0.', '.*.')),
  ...['sources', 'logo', 'logo.assetId', 'schedule.timeZone'],
  ...['url', 'program', 'audioTrack', 'userAgent', 'referer', 'rtspTransport', 'headers'].map(
    (field) => `sources.*.${field}`,
  ),
  ...['pid', 'language', 'kind'].map((part) => `sources.*.audioTrack.${part}`),
  ...['sources.*.headers.*', 'sources.*.headers.*.name', 'sources.*.headers.*.value'],
  ...['days', 'start', 'end'].map((field) => `schedule.weekly.*.${field}`),
  ...['from', 'until'].map((field) => `schedule.oneOff.*.${field}`),
]
