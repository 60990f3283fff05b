import type { ChannelView } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { useChannelForm } from './form-context.tsx'
import { ImpactNotice } from './impact-notice.tsx'

type FormFooterProps = {
  /** The channel as it is; null for a new one. */
  stored: ChannelView | null
  submitText: string
  cancelTo: string
}

/** What saving will do, and the buttons. */
export function FormFooter({ stored, submitText, cancelTo }: FormFooterProps) {
  const { t } = useTranslation()
  const { values } = useChannelForm()
  const isOff = stored?.desired !== 'on'
  const saving = useNavigation().formMethod === 'POST'
  return (
    <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 border-t border-line bg-canvas px-1 py-3 max-lg:bottom-15 2xl:col-span-2">
      {stored ? <ImpactNotice stored={stored} values={values} /> : null}
      <LinkButton to={cancelTo}>{t('form.cancel')}</LinkButton>
      <Button
        type="submit"
        name="intent"
        value="save"
        look={isOff ? 'plain' : 'primary'}
        aria-disabled={saving}
      >
        {saving && !isOff ? t('form.saving') : submitText}
      </Button>
      {isOff ? (
        <Button
          type="submit"
          name="intent"
          value="save-start"
          look="primary"
          aria-disabled={saving}
        >
          {saving ? t('form.saving') : t('path.saveOnAir')}
        </Button>
      ) : null}
    </div>
  )
}
