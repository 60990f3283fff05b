import type { FieldProblem } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import { problemAt, type SlateValues } from '../../domain/channel-form.ts'
import { uploadAddress } from '../../domain/upload-address.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/input.tsx'
import { Panel } from '../ui/panel.tsx'
import { PictureChoice } from './picture-choice.tsx'

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
          <PictureChoice
            name="slate.file"
            chosen={slate.picture !== ''}
            removeText={t('slate.useName')}
            problem={apiText.sentence(problemAt(problems, 'slate.picture'))}
            onPicture={({ sha256 }) => onChange({ ...slate, picture: sha256 })}
            onRemove={() => onChange({ ...slate, picture: '' })}
          />
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
