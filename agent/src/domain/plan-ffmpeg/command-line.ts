import { type ReadableSource, redactText } from '@cashbacktv/contract'

/** The command as one line that may be shown: quoted for a shell, secrets hidden, at most 8000 characters. */
export function commandLine(args: readonly string[], sources: readonly ReadableSource[]): string {
  const line = ['ffmpeg', ...args.map((arg) => quote(redactText(arg, sources)))].join(' ')
  return line.length <= 8000 ? line : `${line.slice(0, 7999)}…`
}

function quote(arg: string): string {
  return /^[\w@%+=:,./?*-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`
}
