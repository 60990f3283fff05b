import { preferencesOf } from '../../shared/preferences.server.ts'
import { csvText } from './domain/csv-text.ts'

/** A CSV to be saved, separated as spreadsheets in the language of the person expect it. */
export function csvFile(
  request: Request,
  filename: string,
  rows: readonly (readonly string[])[],
): Response {
  const separator = preferencesOf(request).language === 'tr' ? ';' : ','
  return new Response(csvText(rows, separator), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${filename}"`,
      'cache-control': 'no-store',
    },
  })
}
