import type { FieldProblem } from '@cashbacktv/contract'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { DEFAULT_LOGO, type LogoValues, problemAt } from '../../domain/channel-form.ts'
import { keepOnFrame, type LogoPlace, type Size } from '../../domain/logo-geometry.ts'
import { uploadAddress } from '../../domain/upload-address.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { PictureChoice } from './picture-choice.tsx'
import { PlaceFields } from './place-fields.tsx'
import { usePictureSize } from './use-picture-size.ts'

const LogoStage = lazy(() =>
  import('./logo-stage.tsx').then((module) => ({ default: module.LogoStage })),
)

export type Frame = { picture: string | null; size: Size }
type LogoFieldsProps = {
  logo: LogoValues | null
  frame: Frame
  copyMode: boolean
  problems: FieldProblem[]
  onChange: (logo: LogoValues | null) => void
}

/** Choosing a logo and its place. Without JavaScript: a file, and figures for the place. */
export function LogoFields({ logo, frame, copyMode, problems, onChange }: LogoFieldsProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const picture = logo ? uploadAddress(logo.assetId) : null
  const size = usePictureSize(picture)
  const setPlace = (place: LogoPlace) => logo && onChange({ ...logo, ...place })
  return (
    <Panel title={t('form.logo')} bodyClassName="grid gap-4">
      {copyMode ? <Notice>{t('form.logoCopyMode')}</Notice> : null}
      <input type="hidden" name="logo.assetId" value={logo?.assetId ?? ''} />
      <PictureChoice
        name="logo.file"
        chosen={logo !== null}
        removeText={t('form.logoRemove')}
        hint={t('form.logoHint')}
        problem={apiText.sentence(
          problemAt(problems, 'logo') ?? problemAt(problems, 'logo.assetId'),
        )}
        onPicture={({ id }) => onChange({ ...(logo ?? DEFAULT_LOGO), assetId: id })}
        onRemove={() => onChange(null)}
      />
      {logo && picture && size ? (
        <Suspense fallback={<div className="aspect-video rounded-md bg-well" />}>
          <LogoStage
            frame={frame}
            logo={{ picture, size, opacity: logo.opacity }}
            place={logo}
            onPlace={setPlace}
          />
        </Suspense>
      ) : null}
      {logo ? (
        <PlaceFields
          logo={logo}
          onChange={(next) =>
            onChange(size ? { ...next, ...keepOnFrame(next, frame.size, size) } : next)
          }
        />
      ) : null}
    </Panel>
  )
}
