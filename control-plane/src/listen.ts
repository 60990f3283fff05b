import type { Server } from 'node:http'

/** @throws Error with a sentence for people when the port is taken or the address is not ours */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(explain(error, port, host))
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const at = `Port ${port} on ${host}`
  if (error.code === 'EADDRINUSE') {
    return new Error(`${at} is taken by another program. Set PORT to another one.`)
  }
  if (error.code === 'EACCES') return new Error(`${at} may not be used. Set PORT above 1023.`)
  if (error.code === 'EADDRNOTAVAIL') {
    return new Error(`${host} is no address of this machine. Correct HOST.`)
  }
  return error
}
