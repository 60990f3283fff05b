import { Plus } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { LinkButton } from '../../ui/link-button.tsx'

/** To the form of a new channel. */
export function AddChannelLink() {
  const { t } = useTranslation()
  return (
    <LinkButton look="primary" to="/channels/new">
      <Plus aria-hidden="true" />
      {t('list.add')}
    </LinkButton>
  )
}
