import type { TextKey } from '../../i18n/text-keys.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { ChangedMeanwhile } from '../../ui/changed-meanwhile.tsx'
import type { ChannelFormValues } from './domain/channel-form.ts'
import { isSettingPath, type SettingPath } from './domain/setting-fields.ts'
import { useSettingName } from './use-setting-name.ts'

type OwnField = Exclude<keyof ChannelFormValues, SettingPath>

/** Names of the fields that are no settings typed as they are. */
const OWN_FIELDS: Readonly<Record<OwnField, TextKey>> = {
  sources: 'form.sources',
  restreams: 'path.restreams',
  smaller: 'ladder.label',
  caps: 'ladder.caps',
  halved: 'ladder.halved',
  audio: 'audioChoice.title',
  subtitles: 'subtitleChoice.title',
  logo: 'form.logo',
  layers: 'layers.title',
  schedule: 'schedule.title',
}

/** What somebody else changed while this form was open, by the names that its fields have. */
export function ChangedFieldsNotice({ fields }: { fields: readonly string[] }) {
  const { t } = useTranslation()
  const settingName = useSettingName()
  const names = fields.map((field) => {
    if (isSettingPath(field)) return settingName(field)
    return isOwnField(field) ? t(OWN_FIELDS[field]) : field
  })
  return <ChangedMeanwhile fields={names} className="2xl:col-span-2" />
}

function isOwnField(field: string): field is OwnField {
  return Object.hasOwn(OWN_FIELDS, field)
}
