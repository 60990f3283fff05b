import { useTranslation } from '../../i18n/use-translation.ts'
import type { LogoPlace, Size } from './domain/logo-geometry.ts'
import { Stage } from './stage.tsx'

type LogoStageProps = {
  /** The frame the logo lies on; null shows a neutral one. */
  frame: { picture: string | null; size: Size }
  logo: { picture: string; size: Size; opacity: number }
  place: LogoPlace
  onPlace: (place: LogoPlace) => void
  /** Shows the safe areas. */
  guides?: boolean
  /** A logo let go near a guide lies on it. */
  snap?: boolean
}

/** The logo on a frame, where it is placed. */
export function LogoStage({ frame, logo, place, onPlace, guides, snap }: LogoStageProps) {
  const { t } = useTranslation()
  const item = {
    key: 'logo',
    label: t('form.logoBox'),
    shape: logo.size,
    place,
    onPlace,
    content: <StagePicture picture={logo.picture} opacity={logo.opacity} />,
  }
  return (
    <Stage
      frame={frame}
      legend={t('form.logoStage')}
      items={[item]}
      guides={guides ?? false}
      snap={snap ?? false}
    />
  )
}

/** A picture that lies on the frame. */
export function StagePicture({ picture, opacity }: { picture: string; opacity: number }) {
  const { t } = useTranslation()
  return (
    <img
      src={picture}
      alt={t('form.logoAlt')}
      draggable={false}
      className="size-full"
      style={{ opacity }}
    />
  )
}
