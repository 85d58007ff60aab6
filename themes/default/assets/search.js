// Search without a server. The index is made of scripts that are loaded when they are needed: from a
// file a page can load nothing else. Each calls clausebookSearch. What is found is written as text,
// never as HTML. What it says to readers stands in the page, in the language of the page.
(() => {
  'use strict';
  const form = document.getElementById('cb:search');
  const input = document.getElementById('cb:q');
  const results = document.getElementById('cb:results');
  const count = document.getElementById('cb:count');
  const index = document.getElementById('cb:index');
  if (!form || !results) return;

  const here = document.currentScript.src;
  const most = 30;      // results shown
  const mostParts = 6;  // parts of the index loaded for the words that begin alike
  const mostSlips = 20; // words taken for what was meant by a slip

  const strings = JSON.parse(form.dataset.words);
  const plural = new Intl.PluralRules(document.documentElement.lang);

  // say gives a string in the language of the page; its first argument chooses the form.
  function say(key, ...args) {
    const forms = strings[key];
    const text = typeof forms === 'string' ? forms : forms[plural.select(args[0])] || forms.other;
    return text.replace(/\{(\d)\}/g, (_, n) => args[n - 1]);
  }

  // ---- words, as generator/search folds and parts them ----

  const letters = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ς: 'σ' };
  const accents = new RegExp('[\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u064b-\\u065f\\u0670' +
    '\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]', 'g');
  const fold = text => text.normalize('NFKD').replace(accents, '').toLowerCase()
    .replace(/[ßæœøđðþłħıς]/g, letter => letters[letter]).normalize('NFC');

  const pair = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー]';
  const run = `(?:(?!${pair})[\\p{L}\\p{M}\\p{N}])+`;
  // Of a script without blanks only letters, marks and figures are words.
  const wordOrPairs = new RegExp(`(${run}(?:[._-]${run})*)|${pair}+`, 'gu');
  const cut = word => (word.length > 40 ? [...word].slice(0, 40).join('') : word);
  const numbered = word => /\p{N}/u.test(word);

  // words parts a text: each word, and how it is to be looked for. Of an id or number only the whole.
  function words(text) {
    const list = [];
    for (const [found, word] of fold(text).matchAll(wordOrPairs)) {
      const parts = word ? word.split(/[._-]/) : [];
      if (parts.length > 1 && !numbered(word)) list.push(...parts.map(part => ({ text: cut(part) })));
      else if (word) list.push({ text: cut(word), number: /^\d+(\.\d+)+$/.test(word) });
      else list.push(...pairs([...found]));
    }
    return list;
  }

  function pairs(run) {
    if (run.length === 1) return [{ text: run[0], pair: true }];
    return run.slice(1).map((second, i) => ({ text: run[i] + second, pair: true, whole: true }));
  }

  // ---- the index ----

  let head;                // what the first file says of the others
  const parts = new Map(); // of the words: {keys, codes}
  const lists = new Map(); // of the pages
  let vocabulary;          // all words in which a slip is looked for

  globalThis.clausebookSearch = data => {
    if (data.parts) head = data;
    if (data.part !== undefined) parts.set(data.part, unpack(data.words || '', true));
    if (data.block !== undefined) lists.set(data.block, data.list || []);
    if (data.vocabulary !== undefined) vocabulary = unpack(data.vocabulary, false).keys;
    show();
  };

  const asked = new Set();
  let missing = false; // whether something is needed that is not there yet
  function load(file) {
    missing = true;
    if (asked.has(file)) return;
    asked.add(file);
    const script = document.createElement('script');
    script.src = new URL(file + (head ? '?' + head.version : ''), here);
    script.onerror = () => { count.textContent = say('failed'); };
    document.head.append(script);
  }

  // unpack gives the words of a part in order. Each is written as the number of characters that it
  // shares with the one before, the rest, and its pages.
  function unpack(text, coded) {
    const fields = text.split(' ');
    const keys = [], codes = [];
    let key = '';
    for (let i = 0; i + 1 < fields.length; i += coded ? 2 : 1) {
      key = key.slice(0, fields[i].charCodeAt(0) - 35) + fields[i].slice(1);
      keys.push(key);
      if (coded) codes.push(fields[i + 1]);
    }
    return { keys, codes };
  }

  // pagesOf calls visit for each page in a word's code, with the class of the word on it: 0 body,
  // 1 heading, 2 claim, 3 title, 4 id. Numbers are differences, in figures of two kinds.
  function pagesOf(code, visit) {
    code.split('!').forEach((list, place) => {
      let page = -1, more = 0, scale = 1;
      for (let i = 0; i < list.length; i++) {
        const figure = list.charCodeAt(i);
        if (figure > 92) {
          more += (57 + figure - 93) * scale;
          scale *= 34;
        } else {
          page += 1 + more + (figure - 35) * scale;
          more = 0;
          scale = 1;
          visit(page, place);
        }
      }
    });
  }

  function position(list, key) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < key) low = middle + 1; else high = middle;
    }
    return low;
  }

  // eachKey calls visit for each word that begins with a text, as far as the parts are there.
  function eachKey(text, visit) {
    let part = position(head.parts, text);
    if (part === head.parts.length || head.parts[part] > text) part--;
    part = Math.max(part, 0);
    for (let n = 0; n < mostParts && part < head.parts.length; n++, part++) {
      if (n && !head.parts[part].startsWith(text)) return;
      if (!parts.has(part)) {
        load(`search/words-${part}.js`);
        continue;
      }
      const { keys, codes } = parts.get(part);
      for (let i = position(keys, text); i < keys.length && keys[i].startsWith(text); i++) visit(keys[i], codes[i]);
    }
  }

  function page(n) {
    const block = Math.floor(n / head.size);
    if (!lists.has(block)) {
      load(`search/pages-${block}.js`);
      return null;
    }
    const [id, title, place, headings = [], url] = lists.get(block)[n % head.size];
    const name = id.replaceAll(' ', '-');
    return {
      id, title, place: head.places[place],
      url: url || (/^[\d.]+$/.test(id) ? `clauses/${name}.html` : `documents/${name.toLowerCase()}.html`),
      headings: headings.map(h => (typeof h === 'string' ? [h, h.replace(/ /g, '-').replace(/[^\w-]/g, '').toLowerCase()] : h)),
    };
  }

  // ---- the query ----

  const weights = [2, 8, 12, 40, 24]; // by class

  // near reports whether one letter more, less, changed or swapped makes one word of the other.
  function near(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const rest = (x, y) => a.slice(i + x) === b.slice(i + y);
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(2, 2));
  }

  // meant gives words that a text may stand for: one letter off, at their beginning or as a whole, or
  // with the text inside.
  function meant(text) {
    if (text.length < 4 || numbered(text)) return [];
    if (!vocabulary && head.parts.length === 1) vocabulary = parts.get(0).keys.filter(key => [...key].length > 3 && !numbered(key));
    if (!vocabulary) {
      load('search/vocabulary.js');
      return [];
    }
    const off = word => near(word, text) || text.length > 4 && [-1, 0, 1].some(n => near(word.slice(0, text.length + n), text));
    const slips = vocabulary.filter(word => near(word, text)).concat(vocabulary.filter(off));
    return (slips.length ? [...new Set(slips)] : vocabulary.filter(word => word.includes(text))).slice(0, mostSlips);
  }

  // find gives what a word of the query is worth on each page where it is found.
  function find(word) {
    const found = new Map();
    const take = (text, factor, whole) => eachKey(text, (key, code) => {
      const exact = key === text;
      // A clause number is only found as it is written, or with what lies below it: 4.1 is not 4.10.
      if (!exact && (whole || word.whole || word.number && key[text.length] !== '.')) return;
      pagesOf(code, (n, place) => {
        const worth = weights[place] * factor * (exact ? 1 : 0.5);
        if (worth > (found.get(n) || 0)) found.set(n, worth);
      });
    });
    take(word.text, 1, word.text.length < 2 && !word.pair);
    if (word.pair || numbered(word.text)) return found;
    const umlaut = word.text.replace(/([aou])e/g, '$1'); // pruefung for Prüfung
    if (umlaut !== word.text && umlaut.length > 2) take(umlaut, 0.8);
    if (!found.size && !missing) for (const key of meant(word.text)) take(key, 0.2, true);
    return found;
  }

  function search(query) {
    const asked = words(query);
    const terms = asked.filter(word => word.pair || word.text.length > 1 || asked.length === 1 || numbered(word.text));
    const founds = terms.map(find);
    const scores = new Map();
    for (const [n, worth] of founds[0] || []) {
      const all = founds.map(found => found.get(n) || 0);
      if (all.every(Boolean)) scores.set(n, all.reduce((a, b) => a + b) + worth / 1e6);
    }
    // An id as a whole comes first, also one with blanks.
    const whole = fold(query).trim().replace(/\s+/g, '-');
    if (whole) eachKey(whole, (key, code) => {
      if (key === whole) pagesOf(code, (n, place) => { if (place === 4) scores.set(n, 1000 + (scores.get(n) || 0)); });
    });
    const found = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => n);
    return { found, terms };
  }

  // ---- the page ----

  function link(url, text) {
    const a = document.createElement('a');
    a.href = url;
    a.textContent = text;
    return a;
  }

  // headingsOf are those in which every word of the query begins a word.
  function headingsOf(page, terms) {
    return page.headings.filter(([text]) => {
      const held = words(text).map(word => word.text);
      return terms.every(term => held.some(word => word.startsWith(term.text)));
    }).slice(0, 3);
  }

  function entry(page, terms) {
    const li = document.createElement('li');
    const place = document.createElement('span');
    place.className = 'why';
    place.textContent = page.place;
    li.append(link(page.url, `${page.id} ${page.title}`), place);
    const headings = headingsOf(page, terms);
    if (headings.length) {
      const ul = document.createElement('ul');
      for (const [text, id] of headings) {
        const item = document.createElement('li');
        item.append(link(`${page.url}#${encodeURIComponent(id)}`, text));
        ul.append(item);
      }
      li.append(ul);
    }
    return li;
  }

  // show is called when something was typed and when something has come. While parts of the index
  // are in preparation the old results stay.
  function show() {
    const query = input.value.trim();
    results.hidden = !query;
    index.hidden = !!query;
    if (!query) {
      results.replaceChildren();
      count.textContent = '';
      return;
    }
    missing = false;
    if (!head) return load('search-index.js');
    const { found, terms } = search(query);
    const pages = found.slice(0, most).map(page);
    results.setAttribute('aria-busy', missing);
    if (missing) return;
    const at = document.activeElement?.href;
    results.replaceChildren(...pages.map(p => entry(p, terms)));
    if (at && document.activeElement === document.body) [...results.querySelectorAll('a')].find(a => a.href === at)?.focus();
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

  function typed() {
    show();
    toAddress();
  }

  input.addEventListener('focus', () => { if (!head) load('search-index.js'); });
  input.addEventListener('input', typed);
  form.addEventListener('submit', event => {
    event.preventDefault();
    results.querySelector('a')?.focus();
  });
  addEventListener('hashchange', () => {
    const query = fromAddress();
    if (query === null || query === input.value.trim()) return;
    input.value = query;
    show();
  });

  // Arrow keys walk through the field and what was found; Escape goes back to the field, and from
  // there empties it.
  addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const stops = [input, ...results.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (at) input.focus();
      else if (input.value) {
        input.value = '';
        typed();
      }
    } else if (step && stops[at + step]) {
      event.preventDefault();
      stops[at + step].focus();
    }
  });

  // The lines of keys.js, which this page does not load.
  addEventListener('keydown', event => {
    let off;
    try { off = localStorage.clausebookSlash === 'off'; } catch { /* no storage: the key stays on */ }
    const slash = event.key === '/' && !off && !event.ctrlKey && !event.metaKey && !event.altKey &&
      !event.target.closest?.('input, select, textarea');
    const field = document.querySelector('input[type=search]');
    if (!field || !slash && !(event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  const slash = document.getElementById('cb:slash');
  if (slash) {
    try { slash.checked = localStorage.clausebookSlash !== 'off'; } catch { slash.disabled = true; }
    slash.addEventListener('change', () => { localStorage.clausebookSlash = slash.checked ? 'on' : 'off'; });
  }

  form.hidden = false;
  const query = fromAddress();
  if (query) {
    input.value = query;
    input.focus({ preventScroll: true });
    show();
  }
})();
