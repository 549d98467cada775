'use strict';
const field = document.querySelector('.search input');
const list = document.querySelector('.search ol');
const contents = document.querySelector('nav details');
// On a narrow screen the contents would stand before every page.
if (matchMedia('(max-width: 50rem)').matches) contents.open = false;
const texts = PAGES.map(([, title, kind, text]) => [title.toLowerCase(), (kind + ' ' + text).toLowerCase()]);
function score(words, [title, text]) {
  let sum = 0;
  for (const word of words) {
    if (title === word) sum += 100;
    else if (title.startsWith(word)) sum += 40;
    else if (title.includes(word)) sum += 20;
    else if (text.includes(word)) sum += 1;
    else return 0;
  }
  return sum;
}
function find() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length === 0 ? [] : PAGES.map((page, index) => [score(words, texts[index]), page])
    .filter(([value]) => value > 0).sort((a, b) => b[0] - a[0] || a[1][1].length - b[1][1].length).slice(0, 20);
  list.replaceChildren(...found.map(([, [file, title, kind, text]], index) => {
    const item = document.createElement('li'), link = document.createElement('a'), small = document.createElement('small');
    link.href = file;
    link.textContent = title;
    const at = Math.max(0, text.toLowerCase().indexOf(words[0]) - 30), from = at && text.indexOf(' ', at) + 1;
    small.textContent = kind + ': ' + text.slice(from, from + 120);
    link.append(small);
    item.append(link);
    if (index === 0) item.classList.add('here');
    return item;
  }));
  if (words.length > 0 && found.length === 0) {
    const item = document.createElement('li');
    item.textContent = 'Nothing found.';
    list.append(item);
  }
  list.hidden = words.length === 0;
}
field.addEventListener('input', find);
addEventListener('keydown', (event) => {
  if (event.key === '/' && event.target !== field) { field.focus(); event.preventDefault(); }
  if (event.key === 'Escape') { list.hidden = true; field.blur(); }
  if (event.target !== field || list.hidden) return;
  const items = [...list.querySelectorAll('li')], here = items.findIndex((item) => item.classList.contains('here'));
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const next = items[here + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) { items[here]?.classList.remove('here'); next.classList.add('here'); next.scrollIntoView({ block: 'nearest' }); }
    event.preventDefault();
  }
  if (event.key === 'Enter') items[here]?.querySelector('a')?.click();
});
addEventListener('click', (event) => { if (!event.target.closest('.search')) list.hidden = true; });
