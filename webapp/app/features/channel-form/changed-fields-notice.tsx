import { useTranslation } from '../../i18n/use-translation.ts'
import { ChangedMeanwhile } from '../../ui/changed-meanwhile.tsx'
import { isSettingPath } from './domain/setting-fields.ts'

/** What somebody else changed while this form was open, by the names that its fields have. */
export function ChangedFieldsNotice({ fields }: { fields: readonly string[] }) {
  const { t } = useTranslation()
  const names = fields.map((field) => {
    if (isSettingPath(field)) return t(`setting.${field}.label`)
    if (field === 'restreams') return t('path.restreams')
    if (field === 'layers') return t('layers.title')
    return field === 'schedule'
      ? t('schedule.title')
      : t(field === 'logo' ? 'form.logo' : 'form.sources')
  })
  return <ChangedMeanwhile fields={names} className="2xl:col-span-2" />
}
