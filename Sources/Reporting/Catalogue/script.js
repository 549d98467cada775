'use strict';
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
function draw() {
  for (const map of all('.map')) {
    const svg = map.querySelector('svg'), frame = map.getBoundingClientRect();
    svg.replaceChildren();
    for (const from of all('.node', map)) for (const name of from.dataset.to.split(' ').filter(Boolean)) {
      const to = document.getElementById(name);
      if (!to) continue;
      const a = from.getBoundingClientRect(), b = to.getBoundingClientRect();
      const x1 = a.right - frame.left, y1 = a.top + Math.min(a.height / 2, 24) - frame.top;
      const x2 = b.left - frame.left, y2 = b.top + Math.min(b.height / 2, 24) - frame.top, mid = (x1 + x2) / 2;
      const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      path.setAttribute('d', x2 > x1 ? `M${x1},${y1} C${mid},${y1} ${mid},${y2} ${x2},${y2}` : `M${x1},${y1} C${x1 + 30},${y1} ${x1 + 30},${y2} ${b.right - frame.left},${y2}`);
      if (from.open || to.open) path.classList.add('on');
      svg.append(path);
    }
  }
}
// A link to a node opens it.
addEventListener('hashchange', () => {
  const node = document.getElementById(location.hash.slice(1));
  if (node && node.tagName === 'DETAILS') node.open = true;
});
addEventListener('resize', draw);
document.addEventListener('toggle', draw, true);
draw();
const form = document.querySelector('.filters');
if (form) {
  const items = all('.finding');
  const texts = items.map((item) => item.textContent.toLowerCase());
  const filter = () => {
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    items.forEach((item, index) => {
      const shown = ['severity', 'rule', 'file'].every((key) => !form[key].value || item.dataset[key] === form[key].value)
        && words.every((word) => texts[index].includes(word));
      item.hidden = !shown;
      if (shown) count += 1;
    });
    form.querySelector('output').textContent = `${count} of ${items.length}`;
  };
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  filter();
}
const stops = () => all('.node > summary, .finding:not([hidden]) > summary');
addEventListener('keydown', (event) => {
  const isTyping = event.target.matches('input, select');
  if (event.key === '/' && !isTyping && form) { form.words.focus(); event.preventDefault(); }
  if (event.key === 'Escape' && isTyping) event.target.blur();
  if ((event.key === 'j' || event.key === 'k') && !isTyping) {
    const list = stops(), here = list.indexOf(document.activeElement);
    const next = list[here < 0 ? 0 : here + (event.key === 'j' ? 1 : -1)];
    if (next) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
  }
});
