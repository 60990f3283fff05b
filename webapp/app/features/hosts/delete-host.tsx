import type { HostView } from '@cashbacktv/contract'
import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmForm } from '../../ui/confirm-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import type { HostOption } from '../placement/domain/host-option.ts'
import { HostOptions } from '../placement/host-options.tsx'

type DeleteHostProps = {
  host: HostView
  /** Where its channels may go, and what it records of those without a host. */
  others: readonly HostOption[]
  fields: ReactNode
}

/** Takes a host away. Its channels go elsewhere; what is cut off alive would go on with them. */
export function DeleteHost({ host, others, fields }: DeleteHostProps) {
  const { t } = useTranslation()
  const { name, channels, link, recordings } = host
  // A control plane of before, while a release is taken, does not say it.
  const [kept, ahead] = [recordings?.kept ?? 0, recordings?.ahead ?? 0]
  const consequence = (formId: string) => (
    <>
      <p>{t(`hosts.act.deleteText.${link}`)}</p>
      {channels > 0 ? <p>{t('hosts.act.deleteChannels', { count: channels })}</p> : null}
      {kept > 0 ? <p>{t('hosts.act.deleteKept', { count: kept })}</p> : null}
      {ahead > 0 ? <p>{t('hosts.act.deleteAhead', { count: ahead })}</p> : null}
      {channels > 0 || ahead > 0 ? (
        <Field
          label={t(`hosts.act.${channels > 0 ? 'deleteMoveTo' : 'deleteAheadTo'}`)}
          className="text-ink"
        >
          {(binding) => (
            <Select {...binding} name="moveTo" form={formId} defaultValue="">
              <HostOptions hosts={others} />
            </Select>
          )}
        </Field>
      ) : null}
    </>
  )
  return (
    <ConfirmForm
      fields={
        <>
          {fields}
          <input type="hidden" name="confirm" value={name} />
        </>
      }
      title={t('hosts.act.deleteTitle', { name })}
      consequence={consequence}
      confirm={t('hosts.act.delete')}
      trigger={
        <Button size="small" look="danger">
          {t('hosts.act.delete')}
        </Button>
      }
    />
  )
}
