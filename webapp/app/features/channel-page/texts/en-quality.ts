/** The English texts of the quality of a channel's picture. */
export const enQuality = {
  quality: {
    title: 'Quality of the picture',
    hint: 'how like the picture before its encoding',
    estimate: 'Estimate',
    measured: 'Last measured',
    score: '{{score}} of 100, {{level}}',
    level: {
      excellent: 'excellent',
      good: 'good',
      fair: 'fair',
      poor: 'poor',
      bad: 'bad',
    },
    ssim: 'SSIM {{ssim}}',
    vmaf: 'VMAF {{vmaf}}',
    model: 'model {{model}}',
    seconds: '{{seconds}} s compared',
    ago: '{{duration}} ago',
    none: {
      copied: 'The source is handed on as it is: nothing is encoded, and nothing is lost.',
      'not-calibrated':
        'No estimate yet: the host measures its encoder at these settings once it has CPU to spare.',
      asHevc:
        'No estimate: it is made for x264, and this channel is encoded as HEVC. Measuring encodes it as HEVC too.',
      onGpu:
        'No estimate: it is made for x264, and a GPU encodes this channel. Measuring tries its settings with x264.',
      asHevcOnGpu:
        'No estimate: it is made for x264, and a GPU encodes this channel as HEVC. Measuring tries its settings with x265.',
      'too-early': 'No estimate yet: it takes some seconds on air.',
    },
    nothing: 'Nothing is known of it while nothing is on air.',
    never: 'Never measured.',
    measure: 'Measure now',
    measuring: 'Measuring…',
    explain:
      'The estimate is derived from what the encoder says of itself and may be off by some points. Measuring encodes six seconds of the source once more, at the lowest priority.',
  },
}
