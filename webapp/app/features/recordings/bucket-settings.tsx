import type { RecordingBucketView } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { type EditRefused, useEditedForm } from '../../shared/use-edited-form.ts'
import type { FieldState } from '../../shared/use-field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { EditedForm } from '../../ui/edited-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { Panel } from '../../ui/panel.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { BUCKET_FIELDS, type BucketForm, formOfBucket } from './domain/bucket-form.ts'

/** What was sent and could not be saved, and why. */
export type BucketRefused = { values: BucketForm } & EditRefused<BucketForm>

type BucketSettingsProps = {
  bucket: RecordingBucketView['bucket']
  refused: BucketRefused | null
  /** A new value each time it was saved. */
  saved: unknown
}

const PATHS = BUCKET_FIELDS.map((name) => `bucket.${name}`)

/** The bucket that files of recordings are uploaded to. Its secret is only ever entered. */
export function BucketSettings({ bucket, refused, saved }: BucketSettingsProps) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const stored = formOfBucket(bucket)
  const edited = useEditedForm({ stored, saved, refused, paths: PATHS })
  return (
    <Panel title={t('bucket.title')} hint={t('bucket.hint')}>
      <EditedForm
        edited={edited}
        saved={saved}
        names={BUCKET_FIELDS}
        labelOf={(name) => t(`bucket.${name}`)}
      >
        <div className="grid min-w-0 items-start gap-4 sm:grid-cols-2 xl:grid-cols-3">
          <BucketFields
            values={refused?.values ?? stored}
            isKept={bucket !== null}
            state={(name) => edited.problems.at(`bucket.${name}`)}
          />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" name="intent" value="save" look="primary" aria-disabled={busy}>
            {t('bucket.save')}
          </Button>
          {bucket ? <KnownActs isBusy={busy} /> : null}
        </div>
      </EditedForm>
    </Panel>
  )
}

/** It is the bucket that is saved which is tried. */
function KnownActs({ isBusy }: { isBusy: boolean }) {
  const { t } = useTranslation()
  return (['try', 'remove'] as const).map((act) => (
    <Button key={act} type="submit" name="intent" value={act} aria-disabled={isBusy}>
      {t(`bucket.${act}`)}
    </Button>
  ))
}

type BucketFieldsProps = {
  values: BucketForm
  /** There is one, with a secret. */
  isKept: boolean
  state: (name: keyof BucketForm) => FieldState
}

function BucketFields({ isKept, ...shared }: BucketFieldsProps) {
  const { t } = useTranslation()
  const { values, state } = shared
  return (
    <>
      <OwnField {...shared} name="endpoint" placeholder="https://s3.eu-central-1.amazonaws.com" />
      <OwnField {...shared} name="region" />
      <OwnField {...shared} name="bucket" />
      <OwnField {...shared} name="prefix" hint={t('bucket.prefixHint')} />
      <Field label={t('bucket.addressing')} {...state('addressing')}>
        {(binding) => (
          <Select
            key={values.addressing}
            {...binding}
            name="addressing"
            defaultValue={values.addressing}
          >
            {(['path', 'host'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`bucket.addressings.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <OwnField {...shared} name="accessKey" />
      <OwnField
        {...shared}
        name="secret"
        type="password"
        autoComplete="new-password"
        hint={isKept ? t('bucket.secretKept') : undefined}
      />
    </>
  )
}

type OwnFieldProps = Omit<BucketFieldsProps, 'isKept'> &
  Omit<React.ComponentProps<typeof TextField>, 'label' | 'name'> & {
    name: Exclude<keyof BucketForm, 'addressing'>
  }

function OwnField({ values, state, name, ...rest }: OwnFieldProps) {
  const { t } = useTranslation()
  const label = t(`bucket.${name}`)
  const bounds = useBounds(`bucket.${name}`)
  return (
    <TextField
      {...rest}
      {...bounds}
      {...state(name)}
      label={label}
      name={name}
      defaultValue={values[name]}
    />
  )
}
