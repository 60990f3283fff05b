import { useTranslation } from 'react-i18next'
import { PreferenceForms } from '../components/frame/preference-forms.tsx'
import { Panel } from '../components/ui/panel.tsx'

export default function GeneralSettings() {
  const { t } = useTranslation()
  return (
    <Panel title={t('settings.appearance')} hint={t('settings.appearanceText')}>
      <PreferenceForms />
    </Panel>
  )
}
