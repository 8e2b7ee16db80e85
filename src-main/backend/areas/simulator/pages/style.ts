/** The colours of the application's visual guide; plum and hatching mean Test, and nothing else. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #f5f6f4; --surface: #fff; --ink: #17211f; --muted: #55625e; --line: #dde1dd;
  --border: #84908b; --primary: #0b5c66; --on-primary: #fff; --test: #7c2d72; --test-soft: #f6e9f4; --error: #ae2a20; --error-soft: #fbe8e5 }
@media (prefers-color-scheme: dark) { :root { --ground: #121817; --surface: #19201f; --ink: #e3e9e6; --muted: #a0aea9;
  --line: #2c3634; --border: #6f7d79; --primary: #7fcad1; --on-primary: #121817; --test: #e0a3d7; --test-soft: #3a2238;
  --error: #f39b91; --error-soft: #40211e } }
html { background: var(--ground) }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 14px/21px 'Inter Variable', Inter, system-ui, sans-serif; border-top: 3px solid var(--test) }
header { display: flex; justify-content: center; padding: 10px 16px; border-bottom: 1px solid var(--test);
  background: repeating-linear-gradient(-45deg, var(--test-soft) 0 7px, var(--ground) 7px 14px) }
header span { padding: 3px 10px; border: 1px solid var(--test); border-radius: 4px; background: var(--surface);
  color: var(--test); font-size: 13px; font-weight: 560 }
main { max-width: 440px; margin: 0 auto; padding: 40px 16px 24px }
.card { padding: 24px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface) }
h1 { margin: 0 0 6px; font-size: 20px; line-height: 28px; font-weight: 620 }
p { margin: 0 0 16px; color: var(--muted) }
dl { margin: 0 0 20px; border-top: 1px solid var(--line) }
dl div { display: flex; justify-content: space-between; gap: 16px; padding: 9px 0; border-bottom: 1px solid var(--line) }
dt { flex: none; color: var(--muted) }
dd { margin: 0; text-align: right; overflow-wrap: anywhere }
dd.amount { font-size: 16px; font-weight: 620; font-variant-numeric: tabular-nums }
ul { margin: 0 0 20px; padding: 0 0 0 18px }
li { padding: 2px 0 }
form { display: grid; gap: 8px; margin: 0 }
label { display: grid; gap: 4px; margin-bottom: 4px; font-size: 12px; line-height: 16px; font-weight: 540 }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 12px }
input { width: 100%; height: 38px; padding: 0 10px; border: 1px solid var(--border); border-radius: 6px;
  background: var(--surface); color: var(--ink); font: inherit; font-size: 14px; font-weight: 400; font-variant-numeric: tabular-nums }
input[aria-invalid] { border-color: var(--error) }
button { display: block; width: 100%; min-height: 40px; padding: 8px 14px; border: 1px solid var(--border);
  border-radius: 6px; background: var(--surface); color: var(--ink); font: inherit; font-weight: 560; cursor: pointer }
button.primary { border-color: var(--primary); background: var(--primary); color: var(--on-primary) }
button.quiet { border-color: transparent; background: none; color: var(--muted); font-weight: 400; text-decoration: underline;
  text-underline-offset: 3px }
:focus-visible { outline: 2px solid var(--primary); outline-offset: 2px }
.error { margin: 0 0 16px; padding: 9px 12px; border-radius: 6px; background: var(--error-soft); color: var(--error) }
details { margin-top: 16px; padding-top: 14px; border-top: 1px solid var(--line); color: var(--muted) }
summary { cursor: pointer }
table { width: 100%; margin-top: 8px; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 4px 0; border-bottom: 1px solid var(--line); font-weight: 400; text-align: left; vertical-align: top }
th { padding-right: 16px; color: var(--ink); white-space: nowrap }
tr:last-child > * { border-bottom: 0 }
h2 { margin: 20px 0 0; font-size: 14px; font-weight: 620 }
footer { max-width: 440px; margin: 0 auto; padding: 0 16px 32px; color: var(--muted); font-size: 12px; line-height: 18px;
  text-align: center }
`
