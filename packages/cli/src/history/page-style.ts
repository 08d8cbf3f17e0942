/** The style of the history page: one column that fits a phone, dark where the reader's system is. */
export const pageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 48rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
label { font-weight: 600; }
form div { display: flex; gap: .5rem; margin-top: .25rem; }
input, select, button { font: inherit; padding: .5rem; min-height: 2.75rem; box-sizing: border-box; }
input { flex: 1; min-width: 0; }
ol { list-style: none; padding: 0; }
li { border-top: 1px solid #8884; padding: .75rem 0; overflow-wrap: anywhere; }
.meta { opacity: .75; font-size: .9rem; }
.added { color: #1a7f37; } .removed { color: #cf222e; }
@media (prefers-color-scheme: dark) { .added { color: #4ac26b; } .removed { color: #ff7b72; } }
code { font: .9rem ui-monospace, monospace; }
.note { border-left: 4px solid #d4a72c; padding-left: .75rem; }
`;
