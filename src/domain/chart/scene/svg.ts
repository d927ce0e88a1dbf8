// A picture as SVG text: stands alone, carries its title, its description and a title on every cell, loads nothing.
import { colourOf, type Theme } from './paint.ts'
import { px, type Mark, type Paint, type PlainMark, type Scene, type Style } from './scene.ts'

export interface SvgText {
  readonly title: string
  readonly description: string
  readonly language: string
  /** The sentence of a cell by the index of its datum. */
  readonly sentence: (datum: number) => string
}

export interface SvgOptions {
  readonly theme: Theme
  /** Begins every id, so that two pictures stand on one page: letters, digits and hyphens. */
  readonly id: string
}

const faces: Readonly<Record<string, string>> = {
  'zh-Hans': "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
  'zh-Hant': "system-ui, -apple-system, 'Segoe UI', 'PingFang HK', 'Microsoft JhengHei', 'Noto Sans CJK HK', sans-serif",
}
const plainFaces = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"

export function svgOf(scene: Scene, text: SvgText, { theme, id }: SvgOptions): string {
  const paint = (each: Paint): string => colourOf(each, theme, (pattern) => `${id}-${pattern}`)
  const size = `width="${px(scene.width)}" height="${px(scene.height)}" viewBox="0 0 ${px(scene.width)} ${px(scene.height)}"`
  const face = faces[text.language] ?? plainFaces
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="${id}-title ${id}-words" lang="${text.language}" font-family="${face}">`,
    `<title id="${id}-title">${escaped(text.title)}</title>`,
    `<desc id="${id}-words">${escaped(text.description)}</desc>`,
    `<defs>${patterns(id, paint)}</defs>`,
    `<rect width="100%" height="100%" fill="${paint('paper')}"/>`,
    ...scene.marks.map((mark) => markText(mark, text, paint, id)),
    '</svg>',
  ].join('\n')
}

/** Text for XML: the five signs escaped, and what XML 1.0 cannot hold taken out. */
export function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
  const allowed = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
  return allowed.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function patterns(id: string, paint: (each: Paint) => string): string {
  const pattern = (name: string, size: number, inside: string): string =>
    `<pattern id="${id}-${name}" width="${size}" height="${size}" patternUnits="userSpaceOnUse">${inside}</pattern>`
  return [
    pattern('missing', 6, `<rect width="6" height="6" fill="${paint('paper')}"/><path d="M-1,1L1,-1M0,6L6,0M5,7L7,5" stroke="${paint('second-ink')}" stroke-width="1"/>`),
    pattern('dots', 5, `<circle cx="1.5" cy="1.5" r="1" fill="${paint('paper')}"/>`),
  ].join('')
}

function markText(mark: Mark, text: SvgText, paint: (each: Paint) => string, id: string): string {
  if (mark.type !== 'datum') return plainText(mark, paint)
  const inside = mark.marks.map((each) => plainText(each, paint)).join('')
  return `<g id="${id}-datum-${mark.datum}" data-datum="${mark.datum}"><title>${escaped(text.sentence(mark.datum))}</title>${inside}</g>`
}

function plainText(mark: PlainMark, paint: (each: Paint) => string): string {
  switch (mark.type) {
    case 'rect':
      return `<rect x="${px(mark.x)}" y="${px(mark.y)}" width="${px(mark.width)}" height="${px(mark.height)}"${styleText(mark, paint)}/>`
    case 'path':
      return `<path d="${mark.d}"${styleText(mark, paint)}/>`
    case 'text': {
      const bold = mark.isBold === true ? ' font-weight="650"' : ''
      const anchor = mark.anchor === 'start' ? '' : ` text-anchor="${mark.anchor}"`
      const rim = mark.hasRim === true ? ` stroke="${paint('paper')}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"` : ''
      return `<text x="${px(mark.x)}" y="${px(mark.y)}" font-size="${mark.size}"${anchor}${bold}${rim} fill="${paint(mark.fill)}">${escaped(mark.text)}</text>`
    }
  }
}

function styleText({ fill = 'none', stroke, strokeWidth = 1, dash, opacity }: Style, paint: (each: Paint) => string): string {
  const line = stroke === undefined ? '' : ` stroke="${paint(stroke)}" stroke-width="${strokeWidth}"`
  return ` fill="${paint(fill)}"${line}${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}${opacity === undefined ? '' : ` opacity="${opacity}"`}`
}
