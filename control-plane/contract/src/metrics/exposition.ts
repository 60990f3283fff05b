import type { Metric } from './metric.ts'

/** One value of a series: its labels in the order of the metric's own. */
export type Sample = { labels: readonly string[]; value: number }

/** A series with all its values, in the text format of Prometheus 0.0.4. */
export function seriesOf(name: string, metric: Metric, samples: readonly Sample[]): string {
  return [headOf(name, metric), ...samples.map((sample) => lineOf(name, metric, sample))].join('')
}

/** Head of a series in the text format of Prometheus 0.0.4. */
export function headOf(name: string, { type, help }: Metric): string {
  return `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`
}

export function lineOf(name: string, { labels }: Metric, sample: Sample): string {
  const pairs = labels.map((label, at) => `${label}="${escapeLabel(sample.labels[at] ?? '')}"`)
  const named = pairs.length > 0 ? `${name}{${pairs.join(',')}}` : name
  return `${named} ${sample.value}\n`
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"')
}
