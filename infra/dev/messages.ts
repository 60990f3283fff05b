/** What the processes of `npm run dev` tell each other. */
export type Identity = { hostId: string; credential: string }

export type FromControlPlane = {
  kind: 'ready'
  url: string
  identity: Identity
  /** Of the first admin, where this start made one. */
  password: string | null
}

/** Not by the environment, which other programs of the machine may read. */
export type ToAgent = { kind: 'start'; identity: Identity; controlPlaneUrl: string }

/** Ends a part for good, with what it keeps running beyond its own end. */
export type End = { kind: 'end' }
