/** What the origin needs of a log; pino fits. */
export type OriginLog = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}
