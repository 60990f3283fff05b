import { join } from 'node:path'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { type Agent, type AgentOptions, startAgent } from '../src/start-agent.ts'
import { JOIN_TOKEN } from './stand-in-control-plane.ts'

const silent = () => {}

/** The whole agent of a host that joins this control plane, below a folder of its own. */
export function startTestAgent(folder: string, controlPlaneUrl: string): Promise<Agent> {
  return startAgent(testAgentOptions(folder, controlPlaneUrl))
}

export function testAgentOptions(folder: string, controlPlaneUrl: string): AgentOptions {
  return {
    controlPlaneUrl,
    stateDir: join(folder, 'state'),
    hostKeys: [secretKeyOf('a key of this host alone')],
    dvrDir: join(folder, 'dvr'),
    mediaDir: join(folder, 'media'),
    joinToken: JOIN_TOKEN,
    name: 'test',
    sourceAllowCidrs: [],
    countsOtherPrograms: false,
    playbackBaseUrl: null,
    originUrl: null,
    streamsUrl: 'http://127.0.0.1:9',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    version: 'test',
  }
}
