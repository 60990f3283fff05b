import type { AlertTargetAddressView, AlertTargetKind } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useFieldProblems } from '../../shared/use-field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { ChangedMeanwhile } from '../../ui/changed-meanwhile.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { Places } from './domain/named.ts'
import { TARGET_PATHS, type TargetForm } from './domain/target-form.ts'
import { TargetAddressFields, type TargetFieldsProps } from './target-address-fields.tsx'
import { TargetFilterFields } from './target-filter-fields.tsx'
import { TargetTimeFields } from './target-time-fields.tsx'
import { useTargetFieldName } from './use-target-words.ts'

/** What came of sending the form: a problem, or what somebody else changed. */
export type TargetAnswer = { values: TargetForm } & (
  | { problem: ApiProblem }
  | { changed: string[]; stored: TargetForm }
)

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
  const changed = answer && 'changed' in answer ? answer : null
  const problems = useFieldProblems(answer && 'problem' in answer ? answer.problem : null, PATHS)
  const [atFirst] = useState(initial)
  const nameOf = useTargetFieldName()
  const fields = { values: answer?.values ?? initial, state: problems.at }
  return (
    <KeptForm method="post" noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="shown" value={JSON.stringify(changed?.stored ?? atFirst)} />
      {newId ? <input type="hidden" name="newId" value={newId} /> : null}
      <ChangedMeanwhile fields={(changed?.changed ?? []).map(nameOf)} />
      {problems.rest ? (
        <Notice tone="bad" role="alert">
          {problems.rest}
        </Notice>
      ) : null}
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
            maxLength={60}
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
