import type { FieldProblem } from '@cashbacktv/contract'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { problemAt, type SlateValues } from '../../domain/channel-form.ts'
import { uploadAddress } from '../../domain/upload-address.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { Button } from '../ui/button.tsx'
import { Field, FieldProblemText } from '../ui/field.tsx'
import { Select } from '../ui/input.tsx'
import { Panel } from '../ui/panel.tsx'
import { FileButton } from './file-button.tsx'
import { useLogoUpload } from './use-logo-upload.ts'

type SlateFieldsProps = {
  slate: SlateValues
  name: string
  problems: FieldProblem[]
  onChange: (slate: SlateValues) => void
}

/** What viewers see while every source is dead. */
export function SlateFields({ slate, name, problems, onChange }: SlateFieldsProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { state, upload } = useLogoUpload()
  const problem =
    state.kind === 'failed'
      ? apiText.problem(state.problem)
      : apiText.sentence(problemAt(problems, 'slate.picture'))
  const choose = async (file: File | undefined) => {
    const uploaded = file ? await upload(file) : null
    if (uploaded) onChange({ ...slate, picture: uploaded.sha256 })
  }
  return (
    <Panel title={t('slate.title')} hint={t('slate.hint')} bodyClassName="grid gap-4">
      <label className="flex items-center gap-2 py-1 text-sm">
        <input
          type="checkbox"
          name="slate.enabled"
          className="size-4"
          checked={slate.enabled}
          onChange={(event) => onChange({ ...slate, enabled: event.target.checked })}
        />
        {t('slate.enabled')}
      </label>
      {slate.enabled ? null : <p className="text-xs text-dim">{t('slate.off')}</p>}
      <input type="hidden" name="slate.picture" value={slate.picture} />
      <div
        className="grid items-start gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]"
        hidden={!slate.enabled}
      >
        <SlatePicture slate={slate} name={name} />
        <div className="grid gap-3">
          <div className="flex flex-wrap items-center gap-2">
            <FileButton
              name="slate.file"
              text={t(slate.picture ? 'form.logoReplace' : 'form.logoUpload')}
              sendingText={t('form.logoUploading')}
              sending={state.kind === 'sending'}
              onFile={choose}
            />
            {slate.picture ? (
              <Button look="quiet" onClick={() => onChange({ ...slate, picture: '' })}>
                <Trash2 aria-hidden="true" />
                {t('slate.useName')}
              </Button>
            ) : null}
          </div>
          {problem ? (
            <div role="alert">
              <FieldProblemText>{problem}</FieldProblemText>
            </div>
          ) : null}
          <Field label={t('slate.language')} hint={t('slate.languageHint')} className="max-w-48">
            {(binding) => (
              <Select
                {...binding}
                name="slate.language"
                value={slate.language}
                onChange={(event) =>
                  onChange({ ...slate, language: event.target.value === 'en' ? 'en' : 'tr' })
                }
              >
                <option value="tr">{t('language.tr')}</option>
                <option value="en">{t('language.en')}</option>
              </Select>
            )}
          </Field>
        </div>
      </div>
    </Panel>
  )
}

/** About what viewers will see. */
function SlatePicture({ slate, name }: { slate: SlateValues; name: string }) {
  const { t } = useTranslation()
  return (
    <div className="grid aspect-video place-items-center overflow-hidden rounded-md bg-black p-3 text-center text-white">
      {slate.picture ? (
        <img
          src={uploadAddress(slate.picture)}
          alt={t('slate.pictureAlt')}
          className="max-h-full max-w-full object-contain"
        />
      ) : (
        <span className="min-w-0 max-w-full text-sm font-semibold [overflow-wrap:anywhere]">
          {name || '…'}
        </span>
      )}
    </div>
  )
}
