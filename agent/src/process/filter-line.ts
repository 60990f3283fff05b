import { closeSync, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { GREETING, replyReader, requestFrames } from './zmtp.ts'

/** A line to a filter of a running FFmpeg, over the socket of its `azmq`. */
export type FilterLine = {
  /** Of what waits for an answer or a connection only the newest is sent. */
  tell(command: string): void
}

/**
 * To the socket of that name in the folder. It connects when there is something to say, and anew when
 * FFmpeg has made its filters anew; what is told while nobody listens is forgotten.
 */
export function createFilterLine(folder: string, name: string): FilterLine {
  let socket: Socket | null = null
  let isBusy = false
  let waiting: string | null = null

  function send(): void {
    if (socket === null || isBusy || waiting === null) return
    isBusy = true
    socket.write(requestFrames(waiting))
    waiting = null
  }

  function open(): Socket {
    // By its descriptor: paths of sockets end at 107 bytes.
    const own = openSync(folder, 'r')
    let release = () => {
      release = () => {}
      closeSync(own)
    }
    const opened = connect(`/proc/self/fd/${own}/${name}`)
    const isAnswer = replyReader()
    opened.once('connect', () => release())
    // Its close follows.
    opened.on('error', () => {})
    opened.once('close', () => {
      release()
      if (socket === opened) [socket, isBusy] = [null, false]
    })
    opened.on('data', (data) => {
      if (!isAnswer(data)) return
      isBusy = false
      send()
    })
    opened.unref()
    opened.write(GREETING)
    return opened
  }

  return {
    tell(command) {
      waiting = command
      try {
        socket ??= open()
      } catch {
        // The folder went with its run.
        return
      }
      send()
    },
  }
}
