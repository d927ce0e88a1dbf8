// The style of a printed filing: A4, the paper and ink of the house on a screen, plain black on white on paper.

export const printStyle = `
:root { color-scheme: light; --paper: #FBFAF7; --panel: #FFFFFF; --ink: #17212B; --second: #55626E; --line: #D9D6CE; --look: #8A5A00 }
* { box-sizing: border-box }
body { margin: 0; padding: 24px; background: var(--paper); color: var(--ink); font: 14px/1.45 system-ui, sans-serif }
body:lang(zh) { font-family: system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
main { max-width: 1080px; margin: 0 auto; background: var(--panel); padding: 24px; border: 1px solid var(--line) }
h1 { font-size: 20px; margin: 0 0 4px }
h2 { font-size: 14px; margin: 20px 0 6px }
.also { color: var(--second); font-weight: 400; font-size: 12px; display: inline-block }
.notes { margin: 0 0 12px; padding: 0; list-style: none; color: var(--second); font-size: 12px }
.sample { border: 2px solid var(--look); color: var(--look); padding: 4px 8px; font-weight: 600; display: inline-block; margin: 0 0 8px }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { border: 1px solid var(--line); padding: 4px 6px; text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap }
th { font-weight: 500; overflow-wrap: break-word }
table.pairs th { width: 42% }
.number { text-align: right; white-space: nowrap }
.blank { color: var(--second); font-size: 12px }
.unverified { color: var(--look); border: 1px dashed var(--look); padding: 0 3px; font-size: 12px; font-weight: 400; display: inline-block }
.boxes { display: grid; grid-template-columns: repeat(40, 1fr); border-top: 1px solid var(--line); border-left: 1px solid var(--line) }
.box { border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); padding: 3px 5px; min-height: 44px; overflow-wrap: anywhere; white-space: pre-wrap }
.box .name { display: block; font-size: 12px; color: var(--second); white-space: normal }
.lines { margin: -1px 0 }
.lines th, .lines td { font-size: 12px }
@media (max-width: 720px) { body { padding: 8px } main { padding: 12px } .boxes { display: block } table { display: block; overflow-x: auto } }
@media print {
  body, main { background: #FFFFFF; padding: 0; border: 0; max-width: none; color: #000000 }
  th, td, .box, .boxes { border-color: #000000 }
  tr, .box { break-inside: avoid }
  thead { display: table-header-group }
}
`

/** The declaration of the mainland lies on its side, as its paper form does. */
export function pageRule(isLandscape: boolean): string {
  return `@page { size: A4${isLandscape ? ' landscape' : ''}; margin: 12mm }`
}
