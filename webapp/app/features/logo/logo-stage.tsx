import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { Rnd } from 'react-rnd'
import { useTranslation } from '../../i18n/use-translation.ts'
import {
  type LogoPlace,
  nudge,
  type Size,
  snapPlace,
  toBox,
  toPlace,
} from './domain/logo-geometry.ts'
import { SafeAreas } from './safe-areas.tsx'

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

const STEP = 0.002
const LARGE_STEP = 0.02
const DIRECTIONS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** The logo on a frame, to be dragged, resized by its corners, or moved by the arrow keys. */
export function LogoStage({ frame, logo, place, onPlace, guides, snap }: LogoStageProps) {
  const { t } = useTranslation()
  const ref = useRef<HTMLFieldSetElement>(null)
  const stage = useElementSize(ref)
  const dragged = useRef(false)
  const size = frame.size
  const box = stage.width > 0 ? toBox(place, stage, logo.size) : null
  const move = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key]
    if (!direction) return
    event.preventDefault()
    const step = event.shiftKey ? LARGE_STEP : STEP
    onPlace(nudge(place, { x: direction.x * step, y: direction.y * step }, size, logo.size))
  }
  return (
    <fieldset
      ref={ref}
      className="relative w-full min-w-0 overflow-hidden rounded-md border border-line bg-well select-none"
      style={{ aspectRatio: `${size.width} / ${size.height}` }}
    >
      <legend className="sr-only">{t('form.logoStage')}</legend>
      {frame.picture ? (
        <img src={frame.picture} alt="" draggable={false} className="absolute inset-0 size-full" />
      ) : (
        <NeutralFrame text={t('form.neutralFrame')} />
      )}
      {guides ? <SafeAreas /> : null}
      {box ? (
        <Rnd
          bounds="parent"
          lockAspectRatio={logo.size.width / logo.size.height}
          position={{ x: box.x, y: box.y }}
          size={{ width: box.width, height: box.height }}
          minWidth={12}
          onDrag={(_, at) => {
            dragged.current = true
            onPlace(toPlace({ ...box, x: at.x, y: at.y }, stage, logo.size))
          }}
          onDragStop={() => {
            if (snap && dragged.current) onPlace(snapPlace(place, size, logo.size))
            dragged.current = false
          }}
          onResize={(_event, _direction, element, _delta, at) =>
            onPlace(
              toPlace(
                { x: at.x, y: at.y, width: element.offsetWidth, height: element.offsetHeight },
                stage,
                logo.size,
              ),
            )
          }
          resizeHandleStyles={HANDLES}
          enableResizing={CORNERS}
        >
          <button
            type="button"
            aria-label={t('form.logoBox')}
            onKeyDown={move}
            className="relative block size-full cursor-move outline-1 before:absolute before:-inset-2.5 outline-offset-0 outline-white/80 outline-dashed focus-visible:outline-2 focus-visible:outline-accent focus-visible:outline-solid"
          >
            <img
              src={logo.picture}
              alt={t('form.logoAlt')}
              draggable={false}
              className="size-full"
              style={{ opacity: logo.opacity }}
            />
          </button>
        </Rnd>
      ) : null}
    </fieldset>
  )
}

const CORNERS = {
  topLeft: true,
  topRight: true,
  bottomLeft: true,
  bottomRight: true,
  top: false,
  right: false,
  bottom: false,
  left: false,
}
const HANDLE = {
  width: 14,
  height: 14,
  background: '#fff',
  border: '2px solid #1769aa',
  borderRadius: 3,
}
const HANDLES = {
  topLeft: { ...HANDLE, left: -7, top: -7 },
  topRight: { ...HANDLE, right: -7, top: -7 },
  bottomLeft: { ...HANDLE, left: -7, bottom: -7 },
  bottomRight: { ...HANDLE, right: -7, bottom: -7 },
}

function NeutralFrame({ text }: { text: string }) {
  return (
    <div className="absolute inset-0 grid place-content-center bg-[linear-gradient(135deg,var(--color-raised)_25%,var(--color-well)_25%_50%,var(--color-raised)_50%_75%,var(--color-well)_75%)] bg-size-[2.5rem_2.5rem]">
      <p className="mx-4 rounded-sm bg-surface px-2 py-1 text-center text-xs text-dim">{text}</p>
    </div>
  )
}

function useElementSize(ref: RefObject<HTMLElement>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}
