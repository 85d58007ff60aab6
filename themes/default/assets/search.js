// Search without a server. The index is a script of its own, loaded on first use: from a file a
// page can load nothing else. It calls clausebookSearch. What is found is written as text, never
// as HTML.
(() => {
  'use strict';
  const form = document.getElementById('cb:search');
  const input = document.getElementById('cb:q');
  const results = document.getElementById('cb:results');
  const count = document.getElementById('cb:count');
  const index = document.getElementById('cb:index');
  if (!form || !results) return;

  const source = new URL('search-index.js', document.currentScript.src);
  const most = 50; // results shown
  const strings = JSON.parse(form.dataset.words);
  const plural = new Intl.PluralRules(document.documentElement.lang);

  // say gives a string in the language of the page; its first argument chooses the form.
  function say(key, ...args) {
    const forms = strings[key];
    const text = typeof forms === 'string' ? forms : forms[plural.select(args[0])] || forms.other;
    return text.replace(/\{(\d)\}/g, (_, n) => args[n - 1]);
  }

  // ---- the index ----

  // Letters as the index has them: generator/site/search.go folds the same ones.
  const letters = { a: 'äàáâãå', o: 'öòóôõø', u: 'üùúû', c: 'ç', e: 'èéêë', i: 'ìíîï', n: 'ñ', y: 'ýÿ', ss: 'ß', ae: 'æ', oe: 'œ' };
  const plain = new Map(Object.entries(letters).flatMap(([to, from]) => [...from].map(letter => [letter, to])));
  const fold = text => text.normalize('NFC').toLowerCase().replace(/[ß-ÿœ]/g, letter => plain.get(letter) || letter);
  const split = text => text.split(/[^\p{L}\p{Nd}]+/u).filter(Boolean);

  let pages; // what is known of each page
  let words; // all words, in order
  let where; // the pages of each word, still packed

  globalThis.clausebookSearch = data => {
    pages = data.pages.map(p => ({
      url: p.u, id: p.i, title: p.t, place: p.p,
      foldedID: fold(p.i), folded: fold(p.t), words: split(fold(p.t)),
      headings: (p.h || []).map(([id, text]) => ({ id, text, folded: fold(text), words: split(fold(text)) })),
    }));
    words = [];
    where = [];
    for (const line of data.words.split('\n')) {
      const at = line.indexOf(' ');
      if (at < 0) continue;
      words.push(line.slice(0, at));
      where.push(line.slice(at + 1));
    }
    run();
  };

  let asked = false;
  function load() {
    if (asked) return;
    asked = true;
    const script = document.createElement('script');
    script.src = source;
    script.onerror = () => { count.textContent = say('failed'); };
    document.head.append(script);
  }

  function unpack(i) {
    let page = 0;
    return where[i].split(' ').map(step => (page += parseInt(step, 36)));
  }

  // place finds where a word stands, or would stand, among all words.
  function place(word) {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1; else high = middle;
    }
    return low;
  }

  // ---- the query ----

  // inBody gives the pages that hold a word that begins with the part, with a score; where none
  // does, those of words that are one letter off.
  function inBody(part) {
    const found = new Map();
    const add = (i, score) => { for (const page of unpack(i)) found.set(page, Math.max(score, found.get(page) || 0)); };
    for (let i = place(part); i < words.length && words[i].startsWith(part); i++) add(i, words[i] === part ? 4 : 2);
    if (!found.size && part.length > 3 && !/\d/.test(part)) words.forEach((word, i) => { if (near(word, part)) add(i, 1); });
    return found;
  }

  // near reports whether one letter more, less, changed or swapped makes one word of the other.
  function near(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const rest = (x, y) => a.slice(i + x) === b.slice(i + y);
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(2, 2));
  }

  const fit = (words, part) => words.reduce((best, word) => Math.max(best, word === part ? 2 : word.startsWith(part) ? 1 : 0), 0);

  // fits reports how well a title or heading holds a term: 2 as whole words, 1 as the beginnings
  // of words, 0 not at all. A number such as 4.10 is only found as it is written.
  function fits(text, term) {
    if (!term.parts.length) return 0;
    if (term.number) return text.folded.includes(term.text) ? 2 : 0;
    return Math.min(...term.parts.map(part => fit(text.words, part)));
  }

  // weigh gives what a term is worth on a page, 0 where it is not there.
  function weigh(page, n, term) {
    let worth = 0;
    if (page.foldedID === term.text) worth = 500;
    else if (page.foldedID.startsWith(term.text)) worth = 120;
    worth += 20 * fits(page, term);
    if (page.headings.some(h => fits(h, term))) worth += 8;
    const bodies = term.bodies.map(body => body.get(n) || 0);
    if (bodies.length && bodies.every(Boolean)) worth += Math.min(...bodies);
    return worth;
  }

  function search(query) {
    const whole = fold(query).trim();
    const terms = whole.split(/\s+/).map(text => {
      const parts = split(text);
      // A single letter or figure is not in the index, so it can only be found in ids and titles.
      return { text, parts, number: parts.length > 1 && /\d/.test(text), bodies: parts.every(part => part.length > 1) ? parts.map(inBody) : [] };
    });
    const found = [];
    pages.forEach((page, n) => {
      let score = page.foldedID === whole ? 1000 : page.foldedID.startsWith(whole) ? 300 : 0;
      const worths = terms.map(term => weigh(page, n, term));
      if (worths.every(Boolean)) score += worths.reduce((a, b) => a + b);
      if (score) found.push({ page, score, n });
    });
    found.sort((a, b) => b.score - a.score || a.n - b.n);
    return { found, terms };
  }

  // ---- the page ----

  function link(url, text) {
    const a = document.createElement('a');
    a.href = url;
    a.textContent = text;
    return a;
  }

  function entry({ page }, terms) {
    const li = document.createElement('li');
    const place = document.createElement('span');
    place.className = 'why';
    place.textContent = page.place;
    li.append(link(page.url, `${page.id} ${page.title}`), place);
    const headings = page.headings.filter(h => terms.every(term => fits(h, term))).slice(0, 3);
    if (headings.length) {
      const ul = document.createElement('ul');
      for (const h of headings) {
        const item = document.createElement('li');
        item.append(link(`${page.url}#${encodeURIComponent(h.id)}`, h.text));
        ul.append(item);
      }
      li.append(ul);
    }
    return li;
  }

  function run() {
    const query = input.value.trim();
    results.hidden = !query;
    index.hidden = !!query;
    if (!query) {
      results.replaceChildren();
      count.textContent = '';
      return;
    }
    load();
    if (!pages) return;
    const { found, terms } = search(query);
    results.replaceChildren(...found.slice(0, most).map(f => entry(f, terms)));
    count.textContent = !found.length ? say('nothing', query)
      : found.length > most ? say('most', found.length, query, most) : say('found', found.length, query);
  }

  function fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (given.has('q')) return given.get('q');
    return location.hash.length > 1 ? null : new URLSearchParams(location.search).get('q') || '';
  }

  function toAddress() {
    const query = input.value.trim();
    history.replaceState(null, '', location.pathname + (query ? '#' + new URLSearchParams({ q: query }) : ''));
  }

  input.addEventListener('focus', load);
  input.addEventListener('input', () => { run(); toAddress(); });
  form.addEventListener('submit', event => {
    event.preventDefault();
    results.querySelector('a')?.focus();
  });
  addEventListener('hashchange', () => {
    const query = fromAddress();
    if (query === null || query === input.value.trim()) return;
    input.value = query;
    run();
  });

  // Arrow keys walk through the field and what was found.
  addEventListener('keydown', event => {
    if (event.altKey || event.isComposing) return;
    const typing = event.target.closest?.('input, select, textarea');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey ||
        event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      input.focus();
      input.select();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...results.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });

  form.hidden = false;
  const query = fromAddress();
  if (query) {
    input.value = query;
    run();
  }
})();
