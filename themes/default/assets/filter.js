// The filters of the matrix. Their state stands in the address, so that a filtered view is a link:
// coverage.html#state=gap&chapter=8. Without this script the whole table stays.
document.addEventListener('DOMContentLoaded', () => {
  'use strict';
  const form = document.getElementById('cb:filter');
  const table = document.getElementById('cb:table');
  const count = document.getElementById('cb:count');
  if (!form || !table) return;
  form.hidden = false; // before anything that makes the browser lay the page out

  const names = ['state', 'chapter', 'owner', 'type', 'text'];
  const words = JSON.parse(form.dataset.words);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const list = text => (text ? text.split(' ').map(Number) : []);
  const first = 2; // the columns before the documents
  const views = { list: document.getElementById('cb:list'), grid: document.getElementById('cb:grid') };
  const usual = matchMedia('(min-width: 48rem)').matches ? 'grid' : 'list';

  // say gives a string in the language of the page; its first argument chooses the form.
  function say(key, ...args) {
    const forms = words[key];
    const text = typeof forms === 'string' ? forms : forms[plural.select(args[0])] || forms.other;
    return text.replace(/\{(\d)\}/g, (_, n) => args[n - 1]);
  }

  // Owners and types stand in the table as their places in the lists of the form, so that none is
  // found in the name of another: those of each column's documents, and where sections stand across,
  // those of the documents that claim a row's clause.
  const held = (owners, types) => ({ owner: list(owners), type: list(types) });
  const owners = [...form.elements.owner.options].slice(1).map(o => o.value);
  const heads = [...[...table.tHead.rows].at(-1).cells];
  const ofColumns = { owner: table.dataset.owners.split(','), type: table.dataset.types.split(',') };
  const holders = heads.map((_, i) => held(ofColumns.owner[i - first], ofColumns.type[i - first]));

  // One cell stands for all columns up to the next mark. The first row only draws what parts the columns.
  const [lines, ...body] = table.tBodies[0].rows;
  const strips = [...lines.cells];
  const rows = body.map(row => {
    const cells = [], marks = [];
    let at = first;
    for (const cell of [...row.cells].slice(first)) {
      cells.push({ cell, at, span: cell.colSpan });
      if (cell.firstElementChild) marks.push(at);
      at += cell.colSpan;
    }
    const claimed = row.dataset.owners === undefined ? marks.map(i => holders[i]) : [held(row.dataset.owners, row.dataset.types)];
    let text;
    return {
      row, cells, marks, claimed,
      id: row.cells[0].textContent.split(' ', 1)[0],
      state: row.dataset.state,
      // Only who filters by text needs it, and it is long.
      get text() {
        const titles = marks.map(i => heads[i].firstElementChild.title);
        return text ??= fold([row.textContent, ...titles, ...claimed.flatMap(c => c.owner).map(o => owners[o])].join(' '));
      },
    };
  });
  const groups = [...table.tHead.rows[0].cells].slice(first);
  const bands = [...table.querySelectorAll('colgroup')].slice(1);
  const spans = groups.map(g => g.colSpan);
  const all = rows.filter(r => r.state).length;

  const below = (id, chapter) => id === chapter || id.startsWith(chapter + '.');

  // chosen reports whether an owner and type chosen in the form are among those given.
  function chosen({ owner, type }) {
    const o = form.elements.owner.selectedIndex - 1, t = form.elements.type.selectedIndex - 1;
    return (o < 0 || owner.includes(o)) && (t < 0 || type.includes(t));
  }

  function matches(r, f) {
    return r.state && (!f.state || r.state === f.state) && (!f.chapter || below(r.id, f.chapter)) &&
      (!f.owner && !f.type || r.claimed.some(chosen)) &&
      (!f.text || fold(f.text).split(/\s+/).every(word => r.text.includes(word)));
  }

  // Columns that no clause shown has a mark in, or of another owner or type, are hidden, unless every
  // clause is shown.
  let shown = '*';
  function columns(keep) {
    const key = keep ? [...keep].sort((a, b) => a - b).join() : '*';
    if (key === shown) return;
    shown = key;
    const before = [0]; // how many columns are shown before each
    heads.forEach((_, i) => before.push(before[i] + (i < first || !keep || keep.has(i) ? 1 : 0)));
    const left = (at, span) => before[at + span] - before[at];
    for (let i = first; i < heads.length; i++) heads[i].hidden = strips[i].hidden = !left(i, 1);
    for (const { cell, at, span } of rows.flatMap(r => r.cells)) fit(cell, left(at, span));
    let at = first;
    groups.forEach((group, g) => {
      const span = left(at, spans[g]);
      fit(group, span);
      bands[g].hidden = !span;
      bands[g].span = span || 1;
      at += spans[g];
    });
  }

  // fit lets a cell stand for some columns, or for none.
  function fit(cell, span) {
    if (cell.hidden !== !span) cell.hidden = !span;
    if (span && cell.colSpan !== span) cell.colSpan = span;
  }

  function apply(f) {
    const any = names.some(n => f[n]);
    const found = rows.filter(r => matches(r, f));
    const keep = new Set(found.flatMap(r => r.marks).filter(i => chosen(holders[i])));
    const headings = new Set();
    for (const r of found) for (let id = r.id; id; id = id.slice(0, Math.max(0, id.lastIndexOf('.')))) headings.add(id);
    for (const r of rows) r.row.hidden = any && !(r.state ? found.includes(r) : headings.has(r.id));
    columns(any ? keep : null);
    count.textContent = !any ? say('all', all) : found.length ? say('some', found.length, all) : say('none');
    count.classList.toggle('nothing', !found.length);
  }

  function fromForm() {
    return Object.fromEntries(names.map(n => [n, form.elements[n].value.trim()]));
  }

  function fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (location.hash.length > 1 && ![...names, 'view'].some(n => given.has(n))) return false; // another target on the page
    for (const n of names) {
      const field = form.elements[n];
      field.value = given.get(n) || '';
      if (field.selectedIndex === -1) field.value = '';
    }
    // A link to a filtered view may say how it is shown.
    const view = views[given.get('view')];
    if (view) view.checked = true;
    return names.some(n => form.elements[n].value);
  }

  function toAddress(f) {
    const set = new URLSearchParams(names.filter(n => f[n]).map(n => [n, f[n]]));
    const other = Object.keys(views).find(v => v !== usual && views[v].checked);
    if (other) set.set('view', other);
    history.replaceState(null, '', location.pathname + location.search + (set.size ? '#' + set : ''));
  }

  function changed() {
    const f = fromForm();
    apply(f);
    toAddress(f);
  }

  form.addEventListener('input', changed);
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(changed));
  addEventListener('hashchange', () => {
    fromAddress();
    apply(fromForm());
  });
  // The column that is pointed at where one cell stands for many; the style sheet lights all others.
  let lit;
  function light(head) {
    if (head === lit) return;
    lit?.classList.remove('lit');
    head?.classList.add('lit');
    lit = head;
  }
  table.addEventListener('pointerleave', () => light());
  table.addEventListener('pointermove', event => {
    const under = box => box.left <= event.clientX && event.clientX < box.right;
    light(event.target.closest('tbody td[colspan]') ? heads.find(h => under(h.getBoundingClientRect())) : undefined);
  });

  for (const view of Object.values(views)) view.addEventListener('change', () => toAddress(fromForm()));
  views[usual].checked = true;
  const asked = fromAddress();
  apply(fromForm());
  if (asked) document.getElementById('cb:matrix').scrollIntoView();
});
