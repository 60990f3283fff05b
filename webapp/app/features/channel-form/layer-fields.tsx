import { MOST_LAYERS } from '@cashbacktv/contract/layer-defaults'
import { Plus } from 'lucide-react'
import { lazy, type MouseEvent, Suspense } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { Button } from '../../ui/button.tsx'
import { FieldProblemText } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CommonZones } from '../channel/common-zones.tsx'
import { uploadAddress } from '../logo/domain/upload-address.ts'
import { usePictureSizes } from '../logo/use-picture-size.ts'
import { editLayers, LAYER_KINDS, type LayerEdit, type LayerRow } from './domain/layer-rows.ts'
import { useChannelForm } from './form-context.tsx'
import { LAYER_ZONES } from './layer-hours.tsx'
import { LayerItem } from './layer-item.tsx'
import type { Frame } from './logo-fields.tsx'

const LayerStage = lazy(() =>
  import('./layer-stage.tsx').then((module) => ({ default: module.LayerStage })),
)

/** What lies on the picture beside the logo. Its buttons also work as submits of a form without JavaScript. */
export function LayerFields({ frame }: { frame: Frame }) {
  const { t } = useTranslation()
  const { values, problem, change } = useChannelForm()
  const rows = values.layers
  const general = problem('layers')
  const edit = (event: MouseEvent, what: LayerEdit) => {
    event.preventDefault()
    change({ layers: editLayers(rows, what, `row-${Date.now()}`) })
  }
  const changeRow = (row: LayerRow, part: Partial<LayerRow>) =>
    change({ layers: rows.map((own) => (own.key === row.key ? { ...own, ...part } : own)) })
  return (
    <>
      <p className="text-xs text-dim">{t('layers.hint')}</p>
      {values['output.mode'] === 'copy' ? <Notice>{t('layers.copyMode')}</Notice> : null}
      {general ? <FieldProblemText>{general}</FieldProblemText> : null}
      <Preview frame={frame} rows={rows} onChange={changeRow} />
      <ol className="grid gap-4">
        {rows.map((row, index) => (
          <LayerItem
            key={row.key}
            row={row}
            index={index}
            onChange={(part) => changeRow(row, part)}
            onRemove={(event) => edit(event, { remove: index })}
          />
        ))}
      </ol>
      {rows.length < MOST_LAYERS ? (
        <div className="flex flex-wrap gap-2">
          {LAYER_KINDS.map((kind) => (
            <Button
              key={kind}
              type="submit"
              name="intent"
              value={`layers:add:${kind}`}
              size="small"
              onClick={(event) => edit(event, { add: kind })}
            >
              <Plus aria-hidden="true" />
              {t(`layers.add.${kind}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <CommonZones id={LAYER_ZONES} />
    </>
  )
}

type PreviewProps = {
  frame: Frame
  rows: readonly LayerRow[]
  onChange: (row: LayerRow, part: Partial<LayerRow>) => void
}

/** Letters are measured by the browser: there is nothing to be seen before it has the page. */
function Preview({ frame, rows, onChange }: PreviewProps) {
  const isBrowser = useIsBrowser()
  const shown = rows.filter(({ assetId }) => assetId !== '')
  const loaded = usePictureSizes(shown.map(({ assetId }) => uploadAddress(assetId)))
  const sizes = Object.fromEntries(
    shown.flatMap(({ assetId }) => {
      const size = loaded[uploadAddress(assetId)]
      return size ? [[assetId, size]] : []
    }),
  )
  if (!isBrowser || rows.length === 0) return null
  return (
    <Suspense fallback={<div className="aspect-video rounded-md bg-well" />}>
      <LayerStage frame={frame} rows={rows} sizes={sizes} onChange={onChange} />
    </Suspense>
  )
}
