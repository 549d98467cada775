/// How the page looks, in light and in dark.
enum HTMLStyle {
  static let css = """
    :root { color-scheme: light dark; --edge: #8885; --line: #8889; --box: #8881; --error: #c22; --warning: #a60; --info: #17a; }
    @media (prefers-color-scheme: dark) { :root { --error: #f77; --warning: #eb5; --info: #7cf; } }
    body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem auto; padding: 0 1rem; max-width: 90rem; }
    h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.15rem; } h3 { font-size: .85rem; opacity: .7; margin: 0 0 .6rem; }
    code, pre { font: 12.5px/1.45 ui-monospace, monospace; } pre { overflow-x: auto; padding: .5rem; border: 1px solid var(--edge); border-radius: 4px; }
    pre i { opacity: .5; font-style: normal; user-select: none; } mark { background: #fc06; color: inherit; }
    ins { color: #191; text-decoration: none; } del { color: var(--error); text-decoration: none; }
    @media (prefers-color-scheme: dark) { ins { color: #7d7; } }
    .error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); }
    details.node.error, details.node.warning, details.node.info { color: inherit; }
    .map { position: relative; display: grid; grid-template-columns: repeat(4, minmax(11rem, 1fr)); gap: 3rem; align-items: start; }
    .map > svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
    .map path { fill: none; stroke: var(--line); stroke-width: 1.5; } .map path.on { stroke: var(--info); stroke-width: 2.5; }
    .node { border: 1px solid var(--edge); border-radius: 6px; background: var(--box); margin-bottom: .7rem; padding: .45rem .6rem; overflow-wrap: anywhere; }
    .node.error { border-left: 4px solid var(--error); } .node.warning { border-left: 4px solid var(--warning); } .node.loose { border-style: dashed; }
    .node summary { cursor: pointer; list-style: none; } .node summary::-webkit-details-marker { display: none; }
    .node small { display: block; opacity: .85; } .node :focus-visible, .finding :focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
    .bar { width: 100%; height: 8px; display: block; margin: .3rem 0 .1rem; background: var(--edge); border-radius: 2px; }
    .weights { fill: #47a; } .cache { fill: #4a7; } .buffers { fill: #a84; } .limit { fill: var(--error); }
    dl { display: grid; grid-template-columns: minmax(0, auto) minmax(50%, 1fr); gap: .15rem .8rem; } dt { opacity: .7; overflow-wrap: anywhere; } dd { margin: 0; }
    .node dl { grid-template-columns: minmax(0, 1fr); gap: 0; } .node dd { margin: 0 0 .4rem; }
    .legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: .3rem 0 .8rem; font-size: .85rem; } .legend svg { width: .8rem; height: .8rem; vertical-align: -.1rem; }
    .reasons { margin: .2rem 0; padding-left: 1.1rem; font-size: .9em; opacity: .9; }
    .filters { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: .8rem; } .filters > * { font: inherit; padding: .25rem; max-width: 100%; }
    .finding { border-bottom: 1px solid var(--edge); padding: .35rem 0; } .finding summary { cursor: pointer; overflow-wrap: anywhere; } .place { opacity: .7; }
    [hidden] { display: none !important; }
    @media (max-width: 60rem) { .map { grid-template-columns: 1fr; gap: 1rem; } .map > svg { display: none; } }
    @media print { .filters { display: none; } }
    """
}
