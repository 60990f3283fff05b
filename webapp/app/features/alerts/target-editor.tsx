import type { AlertTargetAddressView, AlertTargetKind } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { type EditRefused, useEditedForm } from '../../shared/use-edited-form.ts'
import { Button } from '../../ui/button.tsx'
import { ChangedMeanwhile } from '../../ui/changed-meanwhile.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import type { Places } from './domain/named.ts'
import { TARGET_PATHS, type TargetForm } from './domain/target-form.ts'
import { TargetAddressFields, type TargetFieldsProps } from './target-address-fields.tsx'
import { TargetFilterFields } from './target-filter-fields.tsx'
import { TargetTimeFields } from './target-time-fields.tsx'
import { useTargetFieldName } from './use-target-words.ts'

/** What came of sending the form: a problem, or what somebody else changed. */
export type TargetAnswer = { values: TargetForm } & EditRefused<TargetForm>

type TargetEditorProps = {
  kind: AlertTargetKind
  title: string
  initial: TargetForm
  /** What is stored; null for a new target, which has `newId`. */
  stored: AlertTargetAddressView | null
  newId?: string
  places: Places
  answer: TargetAnswer | undefined
}

const PATHS = [...Object.values(TARGET_PATHS), 'address']

/** The form of a target: where to, which incidents, when. */
export function TargetEditor(props: TargetEditorProps) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const { kind, title, initial, stored, newId, places, answer } = props
  const { shown, changed, problems } = useEditedForm({
    stored: initial,
    saved: null,
    refused: answer ?? null,
    paths: PATHS,
  })
  const nameOf = useTargetFieldName()
  const fields = { values: answer?.values ?? initial, state: problems.at }
  return (
    <KeptForm method="post" noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="shown" value={shown} />
      {newId ? <input type="hidden" name="newId" value={newId} /> : null}
      <ChangedMeanwhile fields={changed.map(nameOf)} />
      <ProblemNotice>{problems.rest}</ProblemNotice>
      <Panel title={title} bodyClassName="grid gap-4">
        <Notice>{t(`alertTarget.help.${kind}`, { to: '{{to}}', text: '{{text}}' })}</Notice>
        <Columns>
          <NameFields {...fields} />
        </Columns>
      </Panel>
      <Part title={t('alertTarget.part.where')}>
        <TargetAddressFields {...fields} kind={kind} stored={stored} />
      </Part>
      <Part title={t('alertTarget.part.what')}>
        <TargetFilterFields {...fields} places={places} />
      </Part>
      <Part title={t('alertTarget.part.when')}>
        <TargetTimeFields {...fields} isNew={stored === null} />
      </Part>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" aria-disabled={busy}>
          {t('alertTarget.save')}
        </Button>
        <LinkButton to="/alerts/targets">{t('common.cancel')}</LinkButton>
      </div>
    </KeptForm>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Panel title={title}>
      <Columns>{children}</Columns>
    </Panel>
  )
}

function Columns({ children }: { children: ReactNode }) {
  return <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">{children}</div>
}

function NameFields({ values, state }: TargetFieldsProps) {
  const { t } = useTranslation()
  const bounds = useBounds('alertTarget.name')
  return (
    <>
      <Field
        label={t('alertTarget.field.name')}
        hint={t('alertTarget.fieldHint.name')}
        {...state(TARGET_PATHS.name)}
      >
        {(binding) => (
          <Input
            {...binding}
            name="name"
            defaultValue={values.name}
            {...bounds}
            autoComplete="off"
          />
        )}
      </Field>
      <Field label={t('alertTarget.field.language')} {...state(TARGET_PATHS.language)}>
        {(binding) => (
          <Select {...binding} name="language" defaultValue={values.language}>
            {(['en', 'tr'] as const).map((language) => (
              <option key={language} value={language}>
                {t(`alertTarget.language.${language}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  )
}
