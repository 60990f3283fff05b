import { useTranslation } from '../../i18n/use-translation.ts'

/** Whether the link is mailed to the person besides being shown. */
export function MailChoice() {
  const { t } = useTranslation()
  return (
    <label className="flex items-center gap-2 py-1 text-sm">
      <input type="checkbox" name="mail" className="size-4" defaultChecked />
      {t('people.mailLink')}
    </label>
  )
}
