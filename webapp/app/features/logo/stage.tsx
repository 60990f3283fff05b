import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react'
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

/** What lies on the frame. `shape`: its width and height in any unit. */
export type StageItem = {
  key: string
  /** What it is called where it is moved by keys. */
  label: string
  shape: Size
  place: LogoPlace
  content: ReactNode
  onPlace: (place: LogoPlace) => void
  /** It goes across the frame and is only moved up and down. */
  isBand?: boolean
}

type StageProps = {
  /** The frame; null shows a neutral one. */
  frame: { picture: string | null; size: Size }
  legend: string
  items: readonly StageItem[]
  /** Shows the safe areas. */
  guides?: boolean
  /** What is let go near a guide lies on it. */
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

/** Pictures and lines on a frame, to be dragged, resized by their corners, or moved by the arrow keys. */
export function Stage({ frame, legend, items, guides = false, snap = false }: StageProps) {
  const { t } = useTranslation()
  const ref = useRef<HTMLFieldSetElement>(null)
  const stage = useElementSize(ref)
  const { width, height } = frame.size
  return (
    <fieldset
      ref={ref}
      className="relative w-full min-w-0 overflow-hidden rounded-md border border-line bg-well select-none"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <legend className="sr-only">{legend}</legend>
      {frame.picture ? (
        <img src={frame.picture} alt="" draggable={false} className="absolute inset-0 size-full" />
      ) : (
        <NeutralFrame text={t('form.neutralFrame')} />
      )}
      {guides ? <SafeAreas /> : null}
      {stage.width > 0
        ? items.map((item) => (
            <MovableItem key={item.key} item={item} stage={stage} snap={snap} frame={frame.size} />
          ))
        : null}
    </fieldset>
  )
}

type MovableItemProps = { item: StageItem; stage: Size; frame: Size; snap: boolean }

function MovableItem({ item, stage, frame, snap }: MovableItemProps) {
  const { place, shape, isBand = false, onPlace } = item
  const dragged = useRef(false)
  const box = toBox(place, stage, shape)
  const move = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key]
    if (!direction) return
    event.preventDefault()
    const step = event.shiftKey ? LARGE_STEP : STEP
    onPlace(nudge(place, { x: direction.x * step, y: direction.y * step }, frame, shape))
  }
  return (
    <Rnd
      bounds="parent"
      lockAspectRatio={shape.width / shape.height}
      position={{ x: box.x, y: box.y }}
      size={{ width: box.width, height: box.height }}
      minWidth={12}
      {...(isBand ? { dragAxis: 'y' as const } : {})}
      onDrag={(_, at) => {
        dragged.current = true
        onPlace(toPlace({ ...box, x: at.x, y: at.y }, stage, shape))
      }}
      onDragStop={() => {
        if (snap && dragged.current) onPlace(snapPlace(place, frame, shape))
        dragged.current = false
      }}
      onResize={(_event, _direction, element, _delta, at) =>
        onPlace(
          toPlace(
            { x: at.x, y: at.y, width: element.offsetWidth, height: element.offsetHeight },
            stage,
            shape,
          ),
        )
      }
      resizeHandleStyles={HANDLES}
      enableResizing={isBand ? false : CORNERS}
    >
      <button
        type="button"
        aria-label={item.label}
        onKeyDown={move}
        className="relative block size-full cursor-move outline-1 before:absolute before:-inset-2.5 outline-offset-0 outline-white/80 outline-dashed focus-visible:outline-2 focus-visible:outline-accent focus-visible:outline-solid"
      >
        {item.content}
      </button>
    </Rnd>
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
