import type { Dashboard, Panel } from './panels.ts'

const DATASOURCE = { type: 'prometheus', uid: 'cashbacktv' }

/** Of the 24 columns that Grafana has. */
const SIZES = { stat: { w: 6, h: 4 }, timeseries: { w: 12, h: 8 } } as const

/** A dashboard in the form that Grafana provisions from a file. */
export function grafanaDashboard({ name, title, variable, panels }: Dashboard) {
  return {
    uid: `cashbacktv-${name}`,
    title,
    tags: ['cashbacktv'],
    schemaVersion: 38,
    refresh: '10s',
    time: { from: 'now-1h', to: 'now' },
    templating: { list: variable ? [variableOf(variable)] : [] },
    panels: placed(panels),
  }
}

function variableOf({ label, of }: NonNullable<Dashboard['variable']>) {
  return {
    name: label,
    type: 'query',
    datasource: DATASOURCE,
    query: `label_values(${of}, ${label})`,
    refresh: 2,
    includeAll: true,
    multi: true,
    current: { text: 'All', value: '$__all' },
  }
}

/** Left to right, and down where a row is full. */
function placed(panels: readonly Panel[]) {
  let x = 0
  let y = 0
  let rowHeight = 0
  return panels.map((panel, index) => {
    const { w, h } = SIZES[panel.kind]
    if (x + w > 24) {
      x = 0
      y += rowHeight
      rowHeight = 0
    }
    const gridPos = { x, y, w, h }
    x += w
    rowHeight = Math.max(rowHeight, h)
    return { id: index + 1, gridPos, ...panelOf(panel) }
  })
}

function panelOf({ title, unit, kind, queries }: Panel) {
  return {
    title,
    type: kind,
    datasource: DATASOURCE,
    fieldConfig: { defaults: { unit }, overrides: [] },
    targets: queries.map(({ expr, legend }, index) => {
      const refId = String.fromCharCode(65 + index)
      return { refId, datasource: DATASOURCE, expr, legendFormat: legend }
    }),
  }
}
