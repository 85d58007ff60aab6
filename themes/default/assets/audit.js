// The notes of an audit. They are kept in this browser by manual and audit, saved at each key press, and go to
// and come from a file. A file of another manual is refused. Notes on clauses that the page does not show are kept.
document.addEventListener('DOMContentLoaded', () => {
  'use strict';
  const tools = document.getElementById('cb:audit');
  if (!tools) return;
  const name = document.getElementById('cb:audit-name'), known = document.getElementById('cb:audits');
  const status = document.getElementById('cb:audit-status'), file = document.getElementById('cb:audit-file');
  const words = JSON.parse(tools.dataset.words), manual = tools.dataset.manual;
  const kind = 'clausebook audit notes 1', start = `clausebook-audit ${manual} `;
  const fields = [...document.querySelectorAll('[data-note]')];
  const say = (key, ...args) => words[key].replace(/\{(\d)\}/g, (_, n) => args[n - 1]);
  const audit = () => name.value.trim() || name.defaultValue;
  const text = value => (typeof value === 'string' ? value : '');
  let unsaved = null; // the notes, where the browser does not keep them
  let shown = ''; // the audit whose notes are in the fields

  const read = of => {
    if (unsaved && of === shown) return unsaved;
    try {
      const notes = JSON.parse(localStorage.getItem(start + of));
      return notes && typeof notes === 'object' ? notes : {};
    } catch { return {}; }
  };
  const keep = (of, notes) => {
    try {
      localStorage.setItem(start + of, JSON.stringify(notes));
      unsaved = null;
      return true;
    } catch {
      unsaved = notes;
      return false;
    }
  };
  const list = () => {
    try {
      const names = Object.keys(localStorage).filter(key => key.startsWith(start)).map(key => key.slice(start.length)).sort();
      known.replaceChildren(...names.map(value => Object.assign(document.createElement('option'), { value })));
      return names;
    } catch { return []; }
  };
  const count = notes => Object.values(notes).filter(note => note && (text(note.evidence) || text(note.finding))).length;
  const tell = (key, ...args) => { status.textContent = say(key, ...args); };
  const show = () => {
    shown = audit();
    const notes = read(shown);
    for (const field of fields) {
      const value = text(notes[field.dataset.clause]?.[field.dataset.note]);
      if (field.value !== value) field.value = value;
    }
    return notes;
  };

  for (const field of fields) {
    field.addEventListener('input', () => {
      const notes = read(shown); // as another tab may have left them
      const note = notes[field.dataset.clause] ??= {};
      note[field.dataset.note] = field.value;
      if (keep(shown, notes)) tell('saved', count(notes), shown);
      else tell('not_saved');
      list();
    });
  }
  name.addEventListener('change', () => {
    if (unsaved) { name.value = shown; tell('not_saved'); return; }
    tell('shown', count(show()), shown);
    try { localStorage.setItem(`clausebook-last-audit ${manual}`, shown); } catch { /* not kept */ }
  });
  addEventListener('storage', event => { if (event.key === start + shown) show(); });
  addEventListener('beforeunload', event => { if (unsaved) event.preventDefault(); });

  document.getElementById('cb:audit-export').addEventListener('click', () => {
    const notes = read(shown);
    const blob = new Blob([JSON.stringify({ clausebook: kind, manual, audit: shown, notes }, null, 1)], { type: 'application/json' });
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: `audit-notes ${shown.replace(/[^\p{L}\p{N}._ -]/gu, '-')}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    tell('exported', count(notes), shown);
  });

  // merge adds the notes of a file to those that are there, and drops none of either.
  function merge(mine, theirs) {
    for (const [clause, note] of Object.entries(theirs)) {
      if (!note || typeof note !== 'object') continue;
      const own = Object.hasOwn(mine, clause) ? mine[clause] : mine[clause] = {};
      let evidence = text(note.evidence);
      if (text(note.finding) && text(own.finding) && note.finding !== own.finding) evidence += `\n${say('also', say('finding_' + note.finding in words ? 'finding_' + note.finding : 'unknown', note.finding))}`;
      else own.finding = text(own.finding) || text(note.finding);
      if (!text(own.evidence).includes(evidence)) own.evidence = [text(own.evidence), evidence].filter(Boolean).join('\n');
    }
  }
  function take(data) {
    let given;
    try { given = JSON.parse(data); } catch { return tell('wrong_file'); }
    if (given?.clausebook !== kind || typeof given.audit !== 'string' || !given.notes || typeof given.notes !== 'object') return tell('wrong_file');
    if (given.manual !== manual) return tell('other_manual', text(given.manual), manual);
    const of = given.audit.trim() || name.defaultValue;
    if (unsaved && of !== shown) return tell('not_saved');
    const notes = read(of);
    merge(notes, given.notes);
    name.value = shown = of;
    const kept = keep(of, notes);
    show();
    list();
    tell(kept ? 'imported' : 'not_saved', count(given.notes), of);
  }
  document.getElementById('cb:audit-import').addEventListener('click', () => file.click());
  file.addEventListener('change', () => {
    const reader = new FileReader();
    reader.addEventListener('load', () => take(reader.result));
    reader.addEventListener('error', () => tell('wrong_file'));
    if (file.files[0]) reader.readAsText(file.files[0]);
    file.value = '';
  });

  try { name.value = localStorage.getItem(`clausebook-last-audit ${manual}`) || name.defaultValue; } catch { /* the usual name */ }
  tools.hidden = false;
  list();
  const notes = show();
  if (count(notes)) tell('shown', count(notes), shown);
});
