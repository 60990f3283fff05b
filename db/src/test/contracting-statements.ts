/** What the release before, which still runs on the schema of the next one, may stumble over. */
const CONTRACTING: readonly [RegExp, string][] = [
  [/\bdrop\s+(column|table|type|view|schema)\b/i, 'takes away what it may read or write'],
  [/\brename\b/i, 'takes away a name that it knows'],
  [/\bset\s+not\s+null\b/i, 'wants a value that it may not give'],
  [/\bset\s+data\s+type\b|\balter\s+column\s+\S+\s+type\b/i, 'changes what it reads'],
  [/\bdrop\s+default\b/i, 'wants a value that it leaves to the default'],
  [/\badd\s+constraint\b.*\b(check|unique)\b/is, 'refuses what it may write'],
  [/\badd\s+column\b(?!.*\bdefault\b).*\bnot\s+null\b/is, 'wants a value that it does not know of'],
]

/** The statements of a migration that are no mere addition, each with what is wrong with it. */
export function contractingStatements(migration: string): string[] {
  return migration.split('--> statement-breakpoint').flatMap((text) => {
    const statement = text
      .replace(/--.*$/gm, '')
      .replace(/'(?:[^']|'')*'/g, "''")
      .trim()
    const found = CONTRACTING.find(([pattern]) => pattern.test(statement))
    return found ? [`${statement.split('\n')[0]} … ${found[1]}`] : []
  })
}
