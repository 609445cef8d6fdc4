/** The whole look of an exported incident. On paper always dark on light; on a screen as the reader's system asks. */
export const exportStyle = `
:root { color-scheme: light dark; --ink: #14181f; --soft: #4a5462; --line: #d5dae1; --band: #f3f5f8; --page: #fff; --bad: #a4190f; --good: #116b3c; --move: #164f9e; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e8ebf0; --soft: #a3adba; --line: #2c333d; --band: #151a21; --page: #0b0e12; --bad: #ff8a80; --good: #63d29b; --move: #8fbcff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 28px 24px 48px; max-width: 960px; background: var(--page); color: var(--ink); font: 14px/1.45 Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1 { font-size: 26px; line-height: 1.2; margin: 2px 0 8px; }
h2 { font-size: 15px; margin: 30px 0 8px; padding-bottom: 5px; border-bottom: 1px solid var(--ink); break-after: avoid; }
h3 { font-size: 14px; margin: 16px 0 4px; break-after: avoid; }
p { margin: 4px 0; }
code, .mono { font: 12px/1.45 ui-monospace, "JetBrains Mono", "SF Mono", Menlo, Consolas, monospace; }
.soft { color: var(--soft); }
.stand { font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: 12px; font-weight: 600; color: var(--soft); padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); }
td { vertical-align: top; padding: 7px 10px 7px 0; border-bottom: 1px solid var(--line); }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.tl td:nth-child(1), .tl td:nth-child(2) { white-space: nowrap; }
.tl td:nth-child(1) { width: 104px; }
.tl td:nth-child(2) { width: 66px; color: var(--soft); }
.tl td:nth-child(4) { width: 190px; }
.tl .what { white-space: pre-line; }
.tl .detail { white-space: pre-wrap; color: var(--soft); margin-top: 2px; }
.tl .said { border-left: 2px solid var(--line); padding-left: 8px; margin-top: 4px; }
.hole td { background: repeating-linear-gradient(135deg, transparent 0 6px, var(--band) 6px 7px); color: var(--soft); }
.bad { color: var(--bad); font-weight: 600; }
.good { color: var(--good); font-weight: 600; }
.moving { color: var(--move); }
.outside, .pinned { font-weight: 600; }
.tag { font-size: 11px; border: 1px solid var(--line); border-radius: 3px; padding: 0 4px; color: var(--soft); font-weight: 400; }
.cost { font-size: 34px; font-weight: 650; line-height: 1.15; }
.formula { padding: 8px 10px; background: var(--band); border: 1px solid var(--line); margin: 8px 0; }
svg { display: block; width: 100%; height: 120px; margin: 10px 0 2px; }
.diff { table-layout: fixed; }
.diff th:first-child { width: 36%; }
.acts td:nth-child(2), .acts td:nth-child(4) { white-space: nowrap; }
.seen td:nth-child(2), .seen td:nth-child(3) { white-space: nowrap; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 32px; }
.cites td, .cites th { padding: 2px 14px 2px 0; border-bottom: 0; font: 11px/1.5 ui-monospace, Menlo, Consolas, monospace; }
.cites td:first-child { text-align: right; }
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " of " counter(pages); font: 8pt sans-serif; color: #4a5462; } }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  td { padding: 4px 10px 4px 0; }
  code, .mono { font-size: 8.5pt; }
  p { orphans: 3; widows: 3; }
  h1 { font-size: 19pt; }
  .tl td:nth-child(1) { width: 25mm; }
  .tl td:nth-child(4) { width: 34mm; }
  .hole td { background: none; font-style: italic; }
  .cites { page-break-before: auto; }
  a { color: inherit; text-decoration: none; }
}
@media (max-width: 640px) { .two { display: block; } .tl thead { display: none; } .tl tr { display: block; padding: 8px 0; border-bottom: 1px solid var(--line); } .tl td { display: inline-block; border: 0; padding: 0 8px 0 0; width: auto !important; } .tl td:nth-child(3) { display: block; } }
`;
