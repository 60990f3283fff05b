import type { RestoreMode } from '@cashbacktv/contract'
import { type FormEvent, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type RestoreAnswer, restoreBackup } from './restore-backup.ts'
import { RestorePlan } from './restore-plan.tsx'

/** A file and what becomes of the rest: first what it would change, then the change itself. */
export function RestoreForm() {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const [mode, setMode] = useState<RestoreMode>('merge')
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<RestoreAnswer | null>(null)
  const send = async (dryRun: boolean) => {
    if (!file || busy) return
    setBusy(true)
    setAnswer(await restoreBackup(file, { mode, dryRun }))
    setBusy(false)
  }
  const check = (event: FormEvent) => {
    event.preventDefault()
    void send(true)
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      <form onSubmit={check} className="grid items-start gap-4 sm:grid-cols-[2fr_1fr_auto]">
        <Field label={t('backup.file')}>
          {(binding) => (
            <Input
              {...binding}
              type="file"
              accept="application/json,.json"
              required
              className="h-auto py-1.5"
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null)
                setAnswer(null)
              }}
            />
          )}
        </Field>
        <Field label={t('backup.mode')}>
          {(binding) => (
            <Select
              {...binding}
              value={mode}
              onChange={(event) => {
                setMode(event.target.value === 'replace' ? 'replace' : 'merge')
                setAnswer(null)
              }}
            >
              <option value="merge">{t('backup.merge')}</option>
              <option value="replace">{t('backup.replace')}</option>
            </Select>
          )}
        </Field>
        <Button type="submit" aria-disabled={busy} className="sm:mt-6.5">
          {busy ? t('backup.checking') : t('backup.check')}
        </Button>
      </form>
      <div aria-live="polite">
        <Outcome answer={answer} busy={busy} apply={() => void send(false)} />
      </div>
    </div>
  )
}

type OutcomeProps = { answer: RestoreAnswer | null; busy: boolean; apply: () => void }

function Outcome({ answer, busy, apply }: OutcomeProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!answer) return null
  if ('lost' in answer) return <Notice tone="bad">{t('backup.failed')}</Notice>
  if ('report' in answer) return <RestorePlan report={answer.report} busy={busy} apply={apply} />
  const { problem } = answer
  return (
    <Notice tone="bad">
      <p>{apiText.problem(problem)}</p>
      {problem.details.length > 0 ? (
        <ul className="mt-1 grid gap-1">
          {problem.details.map((detail) => (
            <li key={detail.path + detail.message}>
              <code className="font-mono text-xs">{detail.path}</code> {apiText.field(detail)}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}
