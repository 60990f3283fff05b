/** The English texts of when the quality of pictures is measured by itself. */
export const enQualitySchedule = {
  qualitySchedule: {
    title: 'Measuring quality by schedule',
    hint: 'The result is on the page of each channel, with its age.',
    enabled: 'Measure every channel that is encoded and on air',
    explain:
      'Once in these hours, one channel at a time on each host, at the lowest priority. Not while a host is short of CPU or the channel is not well; the oldest measurement comes first.',
    days: 'Days',
    start: 'From',
    end: 'To',
    timeZone: 'Time zone',
    zoneHint: 'The hours are by its clocks. Where the end is not later, they run past midnight.',
    save: 'Save the schedule',
    saved: 'Saved. What is under way is measured to its end.',
  },
}
