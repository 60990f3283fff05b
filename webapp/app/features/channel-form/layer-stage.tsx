import { useTranslation } from '../../i18n/use-translation.ts'
import type { Size } from '../logo/domain/logo-geometry.ts'
import { uploadAddress } from '../logo/domain/upload-address.ts'
import { StagePicture } from '../logo/logo-stage.tsx'
import { Stage, type StageItem } from '../logo/stage.tsx'
import type { LayerRow } from './domain/layer-rows.ts'
import {
  clockText,
  LETTERS,
  lineAtPlace,
  lineShape,
  PADDING,
  placeOfLine,
} from './domain/layer-shapes.ts'
import type { Frame } from './logo-fields.tsx'

type LayerStageProps = {
  frame: Frame
  rows: readonly LayerRow[]
  /** Pixels of their pictures, as far as they are known, by their id. */
  sizes: Record<string, Size>
  onChange: (row: LayerRow, part: Partial<LayerRow>) => void
}

/** The layers on a frame of the channel, each where it will be; letters about as wide as they are drawn. */
export function LayerStage({ frame, rows, sizes, onChange }: LayerStageProps) {
  const { t } = useTranslation()
  const items = rows.flatMap((row, index) => {
    const label = t('layers.box', { number: index + 1, kind: t(`layers.kind.${row.kind}`) })
    const item =
      row.kind === 'logo' ? pictureItem(row, sizes[row.assetId]) : lineItem(row, frame.size)
    if (item === null) return []
    const { place, toPart, ...shown } = item
    return [
      {
        ...shown,
        place,
        key: row.key,
        label,
        onPlace: (next) => onChange(row, toPart(next)),
      } satisfies StageItem,
    ]
  })
  return <Stage frame={frame} legend={t('layers.stage')} items={items} />
}

type Placed = Omit<StageItem, 'key' | 'label' | 'onPlace'> & {
  toPart: (place: StageItem['place']) => Partial<LayerRow>
}

function pictureItem(row: LayerRow, shape: Size | undefined): Placed | null {
  if (row.assetId === '' || shape === undefined) return null
  const { x, y, width, opacity } = row
  return {
    shape,
    place: { x, y, width },
    content: <StagePicture picture={uploadAddress(row.assetId)} opacity={opacity} />,
    toPart: (place) => place,
  }
}

function lineItem(row: LayerRow, frame: Size): Placed {
  const shape = lineShape(row, frame, widthOfLetters)
  const place = placeOfLine(row, frame, shape)
  const text = row.kind === 'clock' ? clockText(row.format) : row.text
  return {
    shape,
    place,
    isBand: row.kind === 'crawl',
    content: (
      <span
        className="block size-full overflow-hidden text-left"
        style={{ containerType: 'size', background: row.hasBox ? 'rgb(0 0 0 / 0.5)' : undefined }}
      >
        <span
          className="block whitespace-nowrap"
          style={{
            color: row.colour,
            fontFamily: FONTS,
            lineHeight: '100cqh',
            fontSize: `${LETTERS * 100}cqh`,
            paddingLeft: `${PADDING * 100}cqh`,
          }}
        >
          {text}
        </span>
      </span>
    ),
    toPart: (next) => lineAtPlace(row, next, place),
  }
}

/** What is drawn is DejaVu Sans; Verdana is as wide. */
const FONTS = '"DejaVu Sans", Verdana, sans-serif'

function widthOfLetters(text: string): number {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return text.length * 0.6
  context.font = `100px ${FONTS}`
  return context.measureText(text).width / 100
}
