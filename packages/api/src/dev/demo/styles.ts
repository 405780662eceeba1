import { BRAND } from './brand.ts'

/** What the demo page looks like beyond every page of ours: quiet, so that the components are what is seen. */
export const STYLES = `
:root { --paper: light-dark(#ffffff, #111318); --card: light-dark(#f6f7f9, #191c23); --ink: light-dark(#1b2130, #e8eaf0);
  --quiet: light-dark(#5a6475, #a0a8b8); --line: light-dark(#e2e5eb, #2b303b); --accent: light-dark(#3a49c4, #a8b3ff);
  --stage: light-dark(#f3f4f7, #0b0d11) }
html[data-theme=light] { color-scheme: light } html[data-theme=dark] { color-scheme: dark }
body { overflow-wrap: break-word }
main, header.top { max-width: 84rem }
header.top { padding-top: 4rem; padding-bottom: 1.75rem }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -.022em; margin-bottom: .6rem }
.eyebrow { color: var(--accent); font-size: .87rem; font-weight: 600; margin: 0 0 .5rem }
.lead { font-size: 1.06rem; line-height: 1.6; max-width: 42rem } .lead b { color: var(--ink); font-weight: 600 }
.tools { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1.25rem;
  margin: 0 -1.5rem; padding: .7rem 1.5rem; background: var(--paper); border-bottom: 1px solid var(--line) }
.tools nav { display: flex; gap: 1.25rem; margin-right: auto; font-size: .92rem }
.tools nav a { color: var(--quiet); text-decoration: none; font-weight: 500 } .tools nav a:hover { color: var(--ink) }
fieldset { display: flex; margin: 0; padding: 2px; border: 0; border-radius: 8px; background: var(--card); min-width: 0 }
legend, .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
fieldset label { position: relative; padding: .25rem .75rem; border-radius: 6px; font-size: .87rem; color: var(--quiet); cursor: pointer; white-space: nowrap }
fieldset label:hover { color: var(--ink) }
fieldset label:has(:checked) { background: var(--paper); color: var(--ink); font-weight: 550; box-shadow: 0 1px 2px #10182826, 0 0 0 1px var(--line) }
fieldset input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer }
fieldset label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 1px }
button { font: inherit; cursor: pointer }
.second { padding: .3rem .85rem; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); color: var(--ink); font-size: .87rem; font-weight: 550 }
.second:hover { background: var(--card) }
.piece { padding-top: 3.25rem; scroll-margin-top: 2rem }
.intro { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 1rem 3rem; align-items: start; margin-bottom: 1.5rem }
.intro h2 { font-size: 1.3rem; letter-spacing: -.015em; margin: 0 0 .4rem; font-weight: 650 }
.intro p { color: var(--quiet); margin: 0 0 .5rem; max-width: 34rem } .intro p b { color: var(--ink); font-weight: 550 }
.code { margin: 0; border: 1px solid var(--line); border-radius: 10px; background: var(--card); overflow: hidden }
.code figcaption { display: flex; justify-content: space-between; align-items: center; padding: .3rem .4rem .3rem 1rem; border-bottom: 1px solid var(--line); font-size: .8rem; color: var(--quiet) }
.copy { padding: .15rem .6rem; border: 0; border-radius: 6px; background: none; color: var(--accent); font-size: .8rem; font-weight: 550 }
.copy:hover { background: var(--line) }
pre { margin: 0; padding: .8rem 1rem; overflow-x: auto; font: .82rem/1.65 ui-monospace, SFMono-Regular, Menlo, monospace; tab-size: 2 }
pre:focus-visible { outline-offset: -2px }
pre code { font: inherit; overflow-wrap: normal; white-space: pre } .wrap pre code { white-space: pre-wrap; overflow-wrap: anywhere }
.b, .q { color: var(--quiet) } .t { color: light-dark(#a3246b, #f08fc4) } .a { color: light-dark(#7a4a00, #e5b95c) } .s { color: light-dark(#126640, #67d19d) }
.stage { border: 1px solid var(--line); border-radius: 14px; background: var(--stage); padding: 1.25rem }
.stage:has(.tall) { background: var(--paper) }
.frame { margin: 0 auto; max-width: 100% }
.frame.page { max-width: 56rem } .frame > :not(:defined) { display: block }
.tall { min-height: min(760px, 88dvh) } .short { min-height: 24rem }
html[data-width=narrow] .stage { padding-left: 0; padding-right: 0 }
html[data-width=narrow] .frame { width: 360px }
.heard { display: flex; gap: .75rem; min-height: 1.5em; margin: .6rem .25rem 0; font-size: .84rem; color: var(--quiet) }
.heard output { min-width: 0; color: var(--ink); overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.missing { padding: 3rem 1rem; text-align: center; color: var(--quiet) }
.own { margin-top: 1rem } .own pre { max-height: 11rem; overflow-y: auto } html:not([data-theme=brand]) .own, html:not([data-lang]) .foreign, html[data-lang=en] .foreign { display: none }
.foreign { margin: 1rem 0 -.75rem; font-size: .9rem; color: var(--quiet) }
footer { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; margin-top: 4.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: .9rem; color: var(--quiet) }
footer a { color: inherit }
@media (max-width: 60rem) { .intro { grid-template-columns: minmax(0, 1fr) } }
@media (max-width: 40rem) { header.top { padding-top: 2rem } .tools { position: static; margin: 0 -1rem; padding: .7rem 1rem }
  .stage { margin: 0 -1rem; border-radius: 0; border-left: 0; border-right: 0; padding: 1rem .75rem } }
${BRAND.replace(':root', 'html[data-theme=brand] .frame')}
html[data-theme=brand] .stage { background: light-dark(#efe6d6, #0e0c09) } html[data-theme=brand] .stage:has(.tall) { background: light-dark(#fffdf9, #1e1a15) }
`
