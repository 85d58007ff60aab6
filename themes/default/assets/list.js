// Lists of documents, records, reviews and changes: a button in each head sorts, and the rows are narrowed by
// text, by the columns that offer a choice, and to what is in force. The filters stand in the address:
// documents/index.html#owner=Sales&text=drawing. Without this script the whole list is there.
document.addEventListener('DOMContentLoaded', () => {
  'use strict';
  const place = document.querySelector('.narrow');
  const tables = [...document.querySelectorAll('table.cards')];
  if (!place || !tables.length) return;
  const words = JSON.parse(place.dataset.words);
  const language = document.documentElement.lang;
  const order = new Intl.Collator(language, { numeric: true });
  const plural = new Intl.PluralRules(language);
  const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const textOf = cell => cell.textContent.trim().replace(/\s+/g, ' ');

  function make(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  // A row and those that belong to it move and hide together.
  const rows = [];
  for (const table of tables) {
    const heads = [...table.tHead.rows[0].cells];
    for (const body of table.tBodies) {
      for (const row of body.rows) {
        if (row.className === 'group') continue;
        if (row.className === 'more-of') {
          rows.at(-1).with.push(row);
          continue;
        }
        const choices = { ...row.dataset };
        heads.forEach((head, i) => {
          const name = head.dataset.choose;
          const status = name === 'status' && row.cells[i].querySelector('.status');
          if (name) choices[name] = (status ? textOf(status).replace(/^\S+ /, '') : textOf(row.cells[i]));
        });
        let text;
        rows.push({ row, table, body, with: [row], choices, state: row.dataset.status, get text() { return text ??= fold(textOf(row)); } });
      }
    }
  }

  // ---- sorting ----
  for (const table of tables) {
    const heads = [...table.tHead.rows[0].cells], own = rows.filter(r => r.table === table);
    const groups = [...table.querySelectorAll('.group')];
    const key = (r, i) => r.row.cells[i].querySelector('time')?.dateTime ?? textOf(r.row.cells[i]);
    function sort(i, way) {
      heads.forEach((head, n) => n === i && way ? head.setAttribute('aria-sort', way) : head.removeAttribute('aria-sort'));
      const sign = way === 'descending' ? -1 : 1;
      const keys = new Map(own.map(r => [r, key(r, i)]));
      // What is empty comes last, whatever the direction.
      const sorted = way ? own.toSorted((a, b) => {
        const x = keys.get(a), y = keys.get(b);
        return !x - !y || sign * order.compare(x, y);
      }) : own;
      for (const group of groups) group.hidden = Boolean(way);
      for (const r of sorted) (way ? table.tBodies[0] : r.body).append(...r.with);
      table.dataset.sorted = way;
      apply();
    }
    heads.forEach((head, i) => {
      const button = make('button', { type: 'button', class: 'sort' }, ...head.childNodes);
      head.append(button);
      const next = { '': 'ascending', ascending: 'descending', descending: '' };
      button.addEventListener('click', () => sort(i, next[head.getAttribute('aria-sort') || '']));
    });
  }

  // ---- narrowing ----
  const labels = { type: words.type, status: words.status };
  for (const head of document.querySelectorAll('[data-choose]')) labels[head.dataset.choose] = textOf(head);
  const fields = {};
  function field(name, label, control) {
    control.id = 'cb:narrow-' + name;
    fields[name] = control;
    return make('p', {}, make('label', { for: control.id }, label), control);
  }
  const form = make('form', { 'aria-label': words.label, class: 'filter' });
  form.append(field('text', words.text, make('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' })));
  for (const name of ['type', 'status', 'owner', 'author']) {
    const values = [...new Set(rows.map(r => r.choices[name]))].filter(Boolean).sort(order.compare);
    if (!labels[name] || values.length < 2 || name === 'status' && !document.querySelector('[data-choose=status]')) continue;
    const select = make('select', {}, make('option', { value: '' }, words.any));
    for (const value of values) select.append(make('option', { value }, value));
    form.append(field(name, labels[name], select));
  }
  const inForce = rows.filter(r => r.state === 'approved').length;
  let only, usual;
  if (inForce && inForce < rows.length) {
    only = make('input', { type: 'checkbox', id: 'cb:narrow-in-force' });
    // A preview is made to see what is not in force yet.
    usual = !document.querySelector('.preview');
    only.checked = usual;
    form.append(make('p', { class: 'only' }, make('label', { for: only.id, class: 'tick' }, only, words.in_force)));
  }
  form.append(make('p', {}, make('button', { type: 'button' }, words.clear)));
  const count = make('p', { class: 'count', role: 'status' });
  place.append(form, count);

  function apply() {
    const wanted = fold(fields.text.value.trim()).split(/\s+/);
    let shown = 0;
    for (const r of rows) {
      const fits = (!only?.checked || r.state === 'approved') && wanted.every(word => r.text.includes(word)) &&
        Object.entries(fields).every(([name, control]) => name === 'text' || !control.value || r.choices[name] === control.value);
      for (const row of r.with) row.hidden = !fits;
      shown += fits;
    }
    for (const table of tables) {
      if (!table.dataset.sorted) {
        for (const body of table.tBodies) body.hidden = [...body.rows].every(row => row.hidden || row.className === 'group');
      } else {
        table.tBodies[0].hidden = false;
      }
      // The months of the changes are tables of their own, each with its heading.
      const region = table.parentElement, heading = region.previousElementSibling;
      if (tables.length > 1) region.hidden = heading.hidden = !table.querySelector('tbody:not([hidden]) > tr:not([hidden], .group)');
    }
    const say = words.count[plural.select(shown)] || words.count.other;
    count.textContent = shown ? say.replace('{1}', shown).replace('{2}', rows.length) : words.none;
    count.classList.toggle('nothing', !shown);
  }

  function toAddress() {
    const set = new URLSearchParams(Object.entries(fields).filter(([, control]) => control.value).map(([name, control]) => [name, control.value]));
    if (only && only.checked !== usual) set.set('all', Number(!only.checked));
    history.replaceState(null, '', location.pathname + location.search + (set.size ? '#' + set : ''));
  }
  function fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (location.hash.length > 1 && ![...Object.keys(fields), 'all'].some(name => given.has(name))) return;
    for (const [name, control] of Object.entries(fields)) {
      control.value = given.get(name) || '';
      if (control.selectedIndex === -1) control.value = '';
    }
    if (only) only.checked = given.has('all') ? given.get('all') === '0' : usual;
  }
  function changed() {
    apply();
    toAddress();
  }
  form.addEventListener('input', changed);
  form.addEventListener('submit', event => event.preventDefault());
  form.querySelector('button').addEventListener('click', () => {
    for (const control of Object.values(fields)) control.value = '';
    if (only) only.checked = false;
    changed();
  });
  addEventListener('hashchange', () => {
    fromAddress();
    apply();
  });
  fromAddress();
  apply();
});
