import { DEFAULT_LOGO_PLACE } from '@cashbacktv/contract/logo-place'
import { lazy, Suspense } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { keepOnFrame, type LogoPlace, type Size } from '../logo/domain/logo-geometry.ts'
import { uploadAddress } from '../logo/domain/upload-address.ts'
import { PictureChoice } from '../logo/picture-choice.tsx'
import { PlaceFields } from '../logo/place-fields.tsx'
import { usePictureSize } from '../logo/use-picture-size.ts'
import { useChannelForm } from './form-context.tsx'
import { StepTitle } from './step-title.tsx'
import { useControl } from './use-control.ts'

const LogoStage = lazy(() =>
  import('../logo/logo-stage.tsx').then((module) => ({ default: module.LogoStage })),
)

export type Frame = { picture: string | null; size: Size }

/** Choosing a logo and its place. Without JavaScript: a file, and figures for the place. */
export function LogoFields({ frame }: { frame: Frame }) {
  const { t } = useTranslation()
  const { values, change, problem } = useChannelForm()
  const control = useControl()
  const { logo } = values
  const onChange = (next: typeof logo) => change({ logo: next })
  const picture = logo ? uploadAddress(logo.assetId) : null
  const size = usePictureSize(picture)
  const setPlace = (place: LogoPlace) => logo && onChange({ ...logo, ...place })
  return (
    <Panel title={<StepTitle part="logo" />} bodyClassName="grid gap-4">
      {values['output.mode'] === 'copy' ? <Notice>{t('form.logoCopyMode')}</Notice> : null}
      <input type="hidden" name="logo.assetId" value={logo?.assetId ?? ''} />
      <PictureChoice
        name="logo.file"
        {...control('logo.file')}
        chosen={logo !== null}
        removeText={t('form.logoRemove')}
        hint={t('form.logoHint')}
        problem={problem('logo') ?? problem('logo.assetId')}
        onPicture={({ id }) => onChange({ ...(logo ?? DEFAULT_LOGO_PLACE), assetId: id })}
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
