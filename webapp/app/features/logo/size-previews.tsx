import { useTranslation } from '../../i18n/use-translation.ts'
import { Panel } from '../../ui/panel.tsx'
import { type Size, sizeAtHeight } from './domain/logo-geometry.ts'
import type { LogoValues } from './domain/logo-values.ts'
import { uploadAddress } from './domain/upload-address.ts'

const HEIGHTS = [480, 1080]

type SizePreviewsProps = {
  logo: LogoValues
  size: Size
  frame: { picture: string | null; size: Size }
}

/** The logo and what is around it, pixel for pixel as on a small and on a large screen. */
export function SizePreviews({ logo, size, frame }: SizePreviewsProps) {
  const { t } = useTranslation()
  return (
    <Panel title={t('logoEditor.previews')} bodyClassName="grid gap-4">
      {HEIGHTS.map((height) => {
        const width = Math.round(height * (frame.size.width / frame.size.height))
        const own = sizeAtHeight(logo, height, frame.size, size)
        const x = logo.x * width
        const y = logo.y * height
        return (
          <figure key={height} className="grid min-w-0 gap-1.5">
            <figcaption className="figure text-xs text-dim">
              {t('logoEditor.previewAt', { height, width: own.width, tall: own.height })}
            </figcaption>
            <div className="relative h-44 overflow-hidden rounded-md bg-well">
              <div
                className="absolute"
                style={{
                  width,
                  height,
                  left: `calc(50% - ${x + own.width / 2}px)`,
                  top: `calc(50% - ${y + own.height / 2}px)`,
                }}
              >
                {frame.picture ? (
                  <img src={frame.picture} alt="" className="size-full max-w-none" />
                ) : (
                  <div className="size-full bg-raised" />
                )}
                <img
                  src={uploadAddress(logo.assetId)}
                  alt=""
                  className="absolute max-w-none"
                  style={{ left: x, top: y, width: own.width, opacity: logo.opacity }}
                />
              </div>
            </div>
          </figure>
        )
      })}
    </Panel>
  )
}
