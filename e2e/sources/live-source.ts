/** A running live source. `close` ends everything it started. */
export type LiveSource = { url: string; close(): Promise<void> }

/** A source whose readers are counted. */
export type CountedSource = LiveSource & {
  /** Readers there have ever been. */
  opened(): number
  /** Those of them that came while another one was there. */
  seconds(): number
}

/** A source whose operator can pull the plug and put it back in, at the same address. */
export type InterruptibleSource = LiveSource & {
  /** Cuts every client and refuses new ones. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  /** Clients connected now. */
  clients(): number
}

/** What the clients of a source get: all, nothing, or a byte now and then. */
export type Speech = 'fully' | 'not at all' | 'by the byte'

/** One that also goes on accepting clients while it is of no use to them. */
export type MootSource = InterruptibleSource & { speak(how: Speech): void }

/** Arguments with which FFmpeg reads a clip for ever at the pace of a clock. */
export function loopedInput(clip: string): string[] {
  return ['-v', 'error', '-nostdin', '-re', '-stream_loop', '-1', '-i', clip]
}
