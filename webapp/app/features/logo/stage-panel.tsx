import { DEFAULT_LOGO_PLACE } from '@cashbacktv/contract/logo-place'
import { Redo2, RefreshCw, Undo2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { keepOnFrame, type Size } from './domain/logo-geometry.ts'
import type { LogoValues } from './domain/logo-values.ts'
import { uploadAddress } from './domain/upload-address.ts'
import { PictureChoice } from './picture-choice.tsx'
import { PlaceFields } from './place-fields.tsx'
import type { ChannelFrame } from './use-channel-frame.ts'

const LogoStage = lazy(() =>
  import('./logo-stage.tsx').then((module) => ({ default: module.LogoStage })),
)

type StagePanelProps = {
  logo: LogoValues | null
  size: Size | null
  frame: ChannelFrame
  onNewFrame: () => void
  onChange: (logo: LogoValues | null) => void
  onUndo: (() => void) | null
  onRedo: (() => void) | null
}

/** The frame with the logo on it, and the figures of its place. */
export function StagePanel(props: StagePanelProps) {
  const { logo, size, frame, onChange } = props
  const { t } = useTranslation()
  const [guides, setGuides] = useState(true)
  const [snap, setSnap] = useState(true)
  return (
    <Panel
      title={t('logoEditor.stage')}
      bodyClassName="grid gap-3"
      actions={<HistoryButtons {...props} />}
    >
      <PictureChoice
        name="logo.file"
        chosen={logo !== null}
        removeText={t('form.logoRemove')}
        hint={t('form.logoHint')}
        onPicture={({ id }) => onChange({ ...(logo ?? DEFAULT_LOGO_PLACE), assetId: id })}
        onRemove={() => onChange(null)}
      />
      {logo && size ? (
        <Suspense fallback={<div className="aspect-video rounded-md bg-well" />}>
          <LogoStage
            frame={frame}
            logo={{ picture: uploadAddress(logo.assetId), size, opacity: logo.opacity }}
            place={logo}
            onPlace={(place) => onChange({ ...logo, ...place })}
            guides={guides}
            snap={snap}
          />
        </Suspense>
      ) : (
        <BareFrame frame={frame} text={logo ? null : t('logoEditor.none')} />
      )}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
        <Toggle text={t('logoEditor.guides')} value={guides} onChange={setGuides} />
        <Toggle text={t('logoEditor.snap')} value={snap} onChange={setSnap} />
        <p className="flex items-center gap-2 text-xs text-dim sm:ml-auto">
          {t(`logoEditor.${FRAME_TEXTS[frame.kind]}`)}
          <Button size="small" look="quiet" onClick={props.onNewFrame}>
            <RefreshCw aria-hidden="true" />
            {t('logoEditor.frameAgain')}
          </Button>
        </p>
      </div>
      {logo ? (
        <PlaceFields
          logo={logo}
          onChange={(next) =>
            onChange(size ? { ...next, ...keepOnFrame(next, frame.size, size) } : next)
          }
        />
      ) : null}
      <p className="text-xs text-dim">
        {t('logoEditor.keys')} {t('logoEditor.aspect')} {t('logoEditor.guidesText')}
      </p>
    </Panel>
  )
}

/** The frame while there is no logo to lie on it. */
function BareFrame({ frame, text }: { frame: ChannelFrame; text: string | null }) {
  const { picture, size } = frame
  return (
    <div
      className="relative grid place-content-center overflow-hidden rounded-md bg-well p-4"
      style={{ aspectRatio: `${size.width} / ${size.height}` }}
    >
      {picture ? <img src={picture} alt="" className="absolute inset-0 size-full" /> : null}
      {text ? (
        <p
          className={classNames(
            'relative text-sm',
            picture ? 'rounded-md bg-black/70 px-3 py-1.5 text-white' : 'text-dim',
          )}
        >
          {text}
        </p>
      ) : null}
    </div>
  )
}

const FRAME_TEXTS = {
  asking: 'frameAsking',
  probe: 'frameProbe',
  air: 'frameAir',
  none: 'frameNone',
} as const

function HistoryButtons({ onUndo, onRedo }: Pick<StagePanelProps, 'onUndo' | 'onRedo'>) {
  const { t } = useTranslation()
  return (
    <>
      <Button size="small" look="quiet" disabled={!onUndo} onClick={() => onUndo?.()}>
        <Undo2 aria-hidden="true" />
        {t('logoEditor.undo')}
      </Button>
      <Button size="small" look="quiet" disabled={!onRedo} onClick={() => onRedo?.()}>
        <Redo2 aria-hidden="true" />
        {t('logoEditor.redo')}
      </Button>
    </>
  )
}

function Toggle(props: { text: string; value: boolean; onChange: (value: boolean) => void }) {
  return (
    <label className="flex min-h-7 items-center gap-2">
      <input
        type="checkbox"
        className="size-4"
        checked={props.value}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.text}
    </label>
  )
}
