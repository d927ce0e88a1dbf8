// NOTICE_DATE: when customs says it was. Seen is `2018-12-12T14:40:43`, without a zone; it is China's time then.
import { dateIn, instant, msPerDay, parseInstant, startOf, type Instant } from '../../../base/instant.ts'

const zone = 'Asia/Shanghai'

/** Reads `2023-01-05T20:58:36`, with a space, a fraction or a zone, and `20230105205836`; a day alone is its first moment. */
export function readNoticeTime(text: string): Instant | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  const written = compact === null ? text : `${compact[1]}-${compact[2]}-${compact[3]}T${compact[4]}:${compact[5]}:${compact[6]}`
  const parts = /^(\d{4}[-/]\d{2}[-/]\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(written)
  if (parts === null) return undefined
  const [, day = '', time = '00:00', fraction = '', offset = '+08:00'] = parts
  const isExact = fraction !== '' && time.length === 8
  const zoned = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset
  return parseInstant(`${day.replaceAll('/', '-')}T${time}${isExact ? fraction.slice(0, 4) : ''}${zoned}`)
}

/** `2023-01-05T20:58:36`, China's time to the second, as NOTICE_DATE is written. */
export function formatNoticeTime(at: Instant): string {
  const day = dateIn(zone, at)
  const ofDay = at - startOf(day, zone)
  return `${day}T${clock(ofDay)}`
}

/** The same with its zone, for answers that are shown: `2023-01-05T20:58:36+08:00`. */
export function formatNoticeInstant(at: Instant): string {
  return `${formatNoticeTime(at)}+08:00`
}

/** To the whole second, as NOTICE_DATE can say it. */
export function wholeSecond(at: Instant): Instant {
  return instant(Math.floor(at / 1000) * 1000)
}

function clock(ofDay: number): string {
  const seconds = Math.floor((ofDay % msPerDay) / 1000)
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
