import { ImageOff } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { useFreshPicture } from './use-fresh-picture.ts'

type ThumbnailProps = {
  name: string
  address: string
  onAir: boolean
  /** Beside the name, where a placeholder's words would be too much. */
  small?: boolean
  className?: string
}

/** What the channel shows, a few seconds old at most. */
export function Thumbnail({ name, address, onAir, small, className }: ThumbnailProps) {
  const { t } = useTranslation()
  const ref = useRef<HTMLDivElement>(null)
  const { picture, onError } = useFreshPicture(ref, address, onAir)
  return (
    <div
      ref={ref}
      className={classNames('relative aspect-video overflow-hidden bg-well', className)}
    >
      {picture ? (
        <img
          src={picture}
          loading="lazy"
          onError={onError}
          alt={small ? '' : t('list.thumbnail', { name })}
          className="size-full object-cover"
        />
      ) : (
        <div className="grid size-full place-content-center justify-items-center gap-1.5 text-dim">
          <ImageOff
            aria-hidden="true"
            className={small ? 'size-3.5' : 'size-5'}
            strokeWidth={1.5}
          />
          {small ? null : <span className="text-xs">{t('list.noPicture')}</span>}
        </div>
      )}
    </div>
  )
}
