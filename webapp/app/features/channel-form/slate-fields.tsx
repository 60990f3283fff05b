import { useTranslation } from '../../i18n/use-translation.ts'
import { uploadAddress } from '../logo/domain/upload-address.ts'
import { PictureChoice } from '../logo/picture-choice.tsx'
import { useChannelForm } from './form-context.tsx'
import { SettingFlag } from './setting-flag.tsx'
import { SettingSelect } from './setting-select.tsx'
import { useControl } from './use-control.ts'

/** What viewers see while every source is dead. */
export function SlateFields() {
  const { t } = useTranslation()
  const { values, change, problem } = useChannelForm()
  const control = useControl()
  const [enabled, picture] = [values['slate.enabled'], values['slate.picture']]
  return (
    <>
      <p className="text-xs text-dim">{t('slate.hint')}</p>
      <SettingFlag path="slate.enabled" />
      {enabled ? null : <p className="text-xs text-dim">{t('slate.off')}</p>}
      <input type="hidden" name="slate.picture" value={picture} />
      <div className="grid items-start gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]" hidden={!enabled}>
        <SlatePicture picture={picture} name={values.name} />
        <div className="grid gap-3">
          <PictureChoice
            name="slate.file"
            {...control('slate.file')}
            chosen={picture !== ''}
            removeText={t('slate.useName')}
            problem={problem('slate.picture')}
            onPicture={({ sha256 }) => change({ 'slate.picture': sha256 })}
            onRemove={() => change({ 'slate.picture': '' })}
          />
          <SettingSelect
            path="slate.language"
            className="max-w-48"
            options={(['tr', 'en'] as const).map((language) => ({
              value: language,
              text: t(`language.${language}`),
            }))}
          />
        </div>
      </div>
    </>
  )
}

/** About what viewers will see. */
function SlatePicture({ picture, name }: { picture: string; name: string }) {
  const { t } = useTranslation()
  return (
    <div className="grid aspect-video place-items-center overflow-hidden rounded-md bg-black p-3 text-center text-white">
      {picture ? (
        <img
          src={uploadAddress(picture)}
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
