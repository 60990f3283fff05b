import { useTranslation } from '../i18n/use-translation.ts'
import { Notice } from './notice.tsx'

type ChangedMeanwhileProps = { fields: readonly string[]; className?: string }

/** Says that somebody else saved while this form was open, and what; nothing where nobody did. */
export function ChangedMeanwhile({ fields, className }: ChangedMeanwhileProps) {
  const { t } = useTranslation()
  if (fields.length === 0) return null
  const names = [...new Set(fields)].join(', ')
  return (
    <Notice tone="warning" role="alert" {...(className ? { className } : {})}>
      <p className="font-medium">{t('changed.title', { fields: names })}</p>
      <p>{t('changed.text')}</p>
    </Notice>
  )
}
