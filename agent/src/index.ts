export { type Origin, type OriginOptions, startOrigin } from './origin/start-origin.ts'
export { type Agent, type AgentOptions, startAgent } from './start-agent.ts'
export { defaultMediaDir } from './supervisor/default-media-dir.ts'
export { lockFolder } from './supervisor/folder-lock.ts'
