import { memoryLiveStore } from './memory-live-store.ts'
import { describeLiveStore } from './test/live-store-suite.ts'

describeLiveStore('memory', () => memoryLiveStore())
