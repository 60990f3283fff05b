let context: AudioContext | null = null

/** Two tones, a second in all: heard across a room, and not to be mistaken for a programme. */
const TONES = [
  { hertz: 880, from: 0 },
  { hertz: 660, from: 0.4 },
]
const LASTS_SECONDS = 0.35
const LOUD = 0.25

/** Plays the tone of an alarm once. A browser that was never touched stays silent. */
export function playAlarm(): void {
  context ??= new AudioContext()
  const { currentTime, destination } = context
  void context.resume()
  for (const { hertz, from } of TONES) {
    const [tone, volume] = [context.createOscillator(), context.createGain()]
    const [begin, end] = [currentTime + from, currentTime + from + LASTS_SECONDS]
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0, begin)
    volume.gain.linearRampToValueAtTime(LOUD, begin + 0.02)
    volume.gain.linearRampToValueAtTime(0, end)
    tone.connect(volume).connect(destination)
    tone.start(begin)
    tone.stop(end)
  }
}
