import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvFile } from '../features/import/csv-file.server.ts'
import { templateRows } from '../features/import/domain/template-rows.ts'
import { preferencesOf } from '../shared/preferences.server.ts'

/** A list with every column and two channels, to be filled in. */
export function loader({ request }: LoaderFunctionArgs) {
  return csvFile(request, 'template.csv', templateRows(preferencesOf(request).language))
}
