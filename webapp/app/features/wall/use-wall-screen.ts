import { useNavigate } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { type WallGrid, wallGrid } from './domain/wall.ts'

/** How many tiles the screen holds at the moment; null before the browser has measured it. */
export function useWallGrid(): WallGrid | null {
  const [grid, setGrid] = useState<WallGrid | null>(null)
  useEffect(() => {
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
      setGrid(wallGrid({ width: window.innerWidth, height: window.innerHeight, rem }))
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  return grid
}

/** Keeps the screen awake while the wall is in sight, where the browser can. */
export function useWakeLock() {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let gone = false
    const take = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      navigator.wakeLock
        .request('screen')
        .then((taken) => {
          if (gone) void taken.release()
          else lock = taken
        })
        .catch(() => {})
    }
    take()
    document.addEventListener('visibilitychange', take)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', take)
      void lock?.release()
    }
  }, [])
}

/** Esc leaves the wall, and leaving full screen too; the first press anywhere fills the screen. */
export function useLeaveWall(to: string) {
  const navigate = useNavigate()
  const leadsTo = useRef(to)
  leadsTo.current = to
  useEffect(() => {
    const leave = () => navigate(leadsTo.current)
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') leave()
    }
    const onFullscreen = () => {
      if (!document.fullscreenElement) leave()
    }
    const fill = () => {
      if (!document.fullscreenElement)
        document.documentElement.requestFullscreen?.().catch(() => {})
    }
    window.addEventListener('keydown', onKey)
    document.addEventListener('fullscreenchange', onFullscreen)
    document.addEventListener('click', fill)
    return () => {
      window.removeEventListener('keydown', onKey)
      document.removeEventListener('fullscreenchange', onFullscreen)
      document.removeEventListener('click', fill)
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {})
    }
  }, [navigate])
}
