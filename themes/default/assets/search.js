// Search without a server: on the search page, and in the field that every other page has in its
// header, which loads this script when it is first used. The index is made of scripts that are loaded
// when they are needed: from a file a page can load nothing else. Each calls clausebookSearch. What is
// found is written as text, never as HTML. What it says to readers comes with the index.
(() => {
  'use strict';
  // The search page runs this before anything is shown, so that the index from A to Z does not appear
  // and give way to results. The rest waits for the page.
  const here = document.currentScript.src;
  const html = document.documentElement;
  html.classList.add('script');
  if (document.readyState !== 'loading') return start();
  const hash = new URLSearchParams(location.hash.slice(1));
  html.classList.toggle('asked', !!(hash.get('q') || location.hash.length < 2 && new URLSearchParams(location.search).get('q')));
  document.addEventListener('DOMContentLoaded', start);

  function start() {
    const form = document.getElementById('cb:search');
    const field = document.getElementById('cb:find');
    if (!form && !field) return;

    const root = new URL('..', here);
    const most = 30;            // results shown on the search page
    const mostOptions = 8;      // results shown below the field
    const mostParts = 6;        // parts of the index loaded for the words that begin alike
    const mostSlips = 20;       // words taken for what was meant by a slip
    const mostRead = 16;        // pages of a large manual whose texts are read for one search
    const mostForPhrases = 120; // the same, where a phrase is asked for
    const language = document.documentElement.lang.split('-')[0];

    // ---- words, as generator/search folds and parts them ----

    const letters = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ς: 'σ', '⌀': 'o',
      '\u2010': '-', '\u2012': '-', '\u2013': '-', '\u2212': '-', '\u2044': '/', '\u2215': '/' };
    const replaced = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');
    const accents = new RegExp('[\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u064b-\\u065f\\u0670' +
      '\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]', 'g');
    const fold = text => (/^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : foldAll(text)); // most words are plain
    const foldAll = text => text.replace(/[¼½¾⅐-⅞]/g, ' $&').replace(/[\p{Cf}™℠®©]/gu, '').normalize('NFKD').replace(accents, '').toLowerCase()
      .replace(replaced, letter => letters[letter]).normalize('NFC');

    const pair = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー]';
    const run = `(?:(?!${pair})[\\p{L}\\p{M}\\p{N}])+`;
    const chunks = /[0-9A-Za-z.\-_,/&+#%$\u0080-\u{10ffff}]+/gu;
    // Of a script without blanks only letters, marks and figures are words.
    const next = new RegExp(`(${pair}+)|(${run}(?:[.,\\-_&/+]${run})*)|(°(?:${run})?)|([%‰§±$€£¥])|[^]`, 'guy');
    const name = new RegExp(`\\.(?!${pair})\\p{L}(?:${run})?(?![.\\-_,/&+#%$][^]|(?!${pair})[\\p{L}\\p{M}\\p{N}])`, 'uy');
    const ending = new RegExp('(?:\\+\\+|#)(?![\\p{L}\\p{M}\\p{N}])', 'uy');
    const decimal = /^(\d+,\d+|\d{1,3}(,\d{3})+(\.\d+)?|\d{1,3}(\.\d{3})+,\d+)\p{L}*$/u;
    const measure = /^(\d(?:[\d.]*\d)?)(\p{L}{1,4}|\p{L}{0,3}m[23])$/u;
    const cut = word => (word.length > 40 ? [...word].slice(0, 40).join('') : word);
    const numbered = word => /\p{N}/u.test(word);

    // words parts a text. Of each word it gives the text; the parts by which it is found too; and
    // whether it is found by those only where the whole is nowhere.
    function words(text) {
      const list = [];
      for (const [chunk] of tidy(text).matchAll(chunks)) {
        if (!parted.has(chunk)) parted.set(chunk, split(fold(chunk), []));
        list.push(...parted.get(chunk));
      }
      return list;
    }
    const parted = new Map(); // the words of a chunk; most chunks come again and again

    function tidy(text) {
      const parts = text.split(' & ');
      text = parts.reduce((before, part, i) =>
        before + (/(^|[^0-9A-Za-z\u0080-\uffff])[0-9A-Za-z]{1,2}$/.test(parts[i - 1]) &&
          /^[0-9A-Za-z]{1,2}(?![0-9A-Za-z\u0080-\uffff])/.test(part) ? '&' : ' & ') + part);
      return text.replace(/([Øø⌀])[ \u00a0\u202f](?=[0-9])/g, '$1');
    }

    function split(text, list) {
      let fresh = true;
      for (let at = 0; at < text.length;) {
        next.lastIndex = name.lastIndex = at;
        const [found, paired, compound, degrees, sign] = next.exec(text);
        let size = found.length, now = true;
        if (paired) list.push(...pairs([...paired]));
        else if (compound) {
          ending.lastIndex = at + size;
          const single = !/[.,\-_&/+]/.test(compound);
          const tail = single && (ending.exec(text)?.[0] ||
            ([...compound].length === 1 && text[at + size] === '+' && !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(at + size + 1)) ? '+' : ''));
          if (tail) list.push({ text: cut(compound + tail), parts: [cut(compound)], loose: true });
          else together(compound, list);
          size += (tail || '').length;
          now = false;
        } else if (degrees) {
          list.push({ text: cut(degrees), parts: [] });
          now = false;
        } else if (sign) list.push({ text: sign, parts: [] });
        else if (found === '.' && fresh) {
          const whole = name.exec(text)?.[0];
          if (whole) list.push({ text: cut(whole), parts: [cut(whole.slice(1))], loose: true });
          size = (whole || found).length;
          now = false;
        } else if (/[.\-_,/&+#%$0-9A-Za-z]/.test(found)) now = false;
        at += size;
        fresh = now;
      }
      return list;
    }

    function together(whole, list) {
      const parts = whole.split(/[&/+]/);
      if (parts.length === 1) return piece(whole, list);
      const inner = [];
      for (const part of parts) piece(part, inner);
      const one = new TextEncoder().encode(whole).length <= 16 && parts.some(part => [...part].length <= 2 || /^[0-9]/.test(part));
      if (one) list.push({ text: whole, parts: inner.flatMap(flat), loose: true });
      else list.push(...inner);
    }

    function piece(text, list) {
      const comma = text.includes(','), from = list.length;
      if (comma) text = text.replace(/[^-_]+/g, part => part.replaceAll(',', decimal.test(part) ? '.' : ' '));
      for (const part of text.split(' ')) if (part) bound(part, list);
      if (comma) for (const word of list.slice(from)) word.comma = true;
    }

    function bound(text, list) {
      const unit = measure.exec(text);
      const parts = text.split(/[.\-_]/);
      if (unit) list.push({ text: cut(text), parts: [unit[1], unit[2]] });
      else if (parts.length === 1 || /^[0-9.]+$/.test(text)) list.push({ text: cut(text), parts: [] });
      else if (numbered(text)) {
        const span = /^(\d(?:[\d.]*\d)?)-(\d(?:[\d.]*\d)?)$/.exec(text);
        const least = /[-_]/.test(text) ? 4 : 1;
        list.push({ text: cut(text), alone: true, parts: span ? [span[1], span[2]] : parts.filter(part => !numbered(part) || [...part].length >= least).map(cut) });
      } else if (/[._]/.test(text)) list.push(...parts.map(part => ({ text: cut(part), parts: [] })));
      else list.push({ text: cut(parts.join('')), parts: parts.map(cut) });
    }

    function pairs(run) {
      const list = run.slice(1).map((second, i) => ({ text: run[i] + second, parts: [], pair: true, whole: true }));
      return [...list, { text: run.at(-1), parts: [], pair: true, last: run.length > 1 }];
    }

    // flat gives all the words under which a word stands in the index.
    const flat = word => [word.text, ...word.parts];

    // ---- the index ----

    let head;                // what the first file says of the others
    const parts = new Map(); // of the words: {keys, codes, ends}
    const lists = new Map(); // of the pages
    const texts = new Map(); // of the pages, by file
    let vocabulary;          // all words in which slips and parts of compounds are looked for
    let changed = () => {};  // called when something has come
    let failed = () => {};   // called when something can not be loaded

    globalThis.clausebookSearch = data => {
      if (data.parts) head = data;
      if (data.part !== undefined) parts.set(data.part, { ...unpack(data.words || '', true), ends: data.ends || '' });
      if (data.block !== undefined) lists.set(data.block, data.list || []);
      if (data.vocabulary !== undefined) vocabulary = unpack(data.vocabulary, false).keys;
      if (data.texts !== undefined) texts.set(data.texts, data.text || []);
      changed();
    };

    const asked = new Set();
    let missing = false; // whether something is needed that is not there yet
    function load(file) {
      missing = true;
      if (asked.has(file)) return;
      asked.add(file);
      const script = document.createElement('script');
      script.src = new URL(file + (head ? '?' + head.version : ''), here);
      script.onerror = () => failed();
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
    // 1 heading, 2 claim, 3 term, 4 title, 5 id. Numbers are differences, in figures of two kinds.
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

    // eachKey calls visit for each word that begins with a text, as far as the parts are there: the
    // word, its pages, and its length without the ending that its forms do not share.
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
        const { keys, codes, ends } = parts.get(part);
        for (let i = position(keys, text); i < keys.length && keys[i].startsWith(text); i++) {
          const end = ends.charCodeAt(i);
          visit(keys[i], codes[i], keys[i].length - (end > 35 ? end - 35 : 0));
        }
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
        n, id, title, place: head.places[place],
        url: url || (/^[\d.]+$/.test(id) ? `clauses/${name}.html` : `documents/${name.toLowerCase()}.html`),
        headings: headings.map(h => (typeof h === 'string' ? [h, h.replace(/ /g, '-').replace(/[^\w-]/g, '').toLowerCase()] : h)),
      };
    }

    // textOf gives the text of a page, its blocks in lines of their own; undefined while it is not there.
    function textOf(n) {
      const starts = head.starts || [];
      let file = position(starts, n);
      if (starts[file] !== n) file--;
      if (file < 0) return '';
      if (!texts.has(file)) load(`texts/${file}.js`);
      return texts.get(file)?.[n - starts[file]];
    }

    // ---- the query ----

    const weights = [1, 6, 5, 14, 30, 60]; // by class
    // How much a word counts that is not written as it was asked for.
    const inflected = 0.7, beginning = 0.5, related = 0.45, inside = 0.4, slip = 0.2;

    // Endings of words that come from one another. The stemmers are strict; they keep apart prüfen and
    // Prüfung, and they do not know a word that the index does not have.
    const endings = {
      en: new Set(' e s d r ed er ers es ing ings ion ions ation ations ating ated ates or ors ors al als ment ments y ies ied ying ication ications able ably ive ity ly'.split(' ')),
      de: new Set(' e n s t en er ern es em et te ten tes ter ung ungen ungs end ende enden bar bare st'.split(' ')),
    };
    const compounding = ['de', 'nl', 'sv', 'da', 'nb', 'nn', 'no', 'fi', 'is', 'hu'].includes(language);
    const links = ['', 's', 'n', 'en', 'es', 'er', 'e', '-'];

    function isRelated(a, b, language) {
      let n = 0;
      while (n < a.length && a[n] === b[n]) n++;
      const list = endings[language];
      // The common beginning may end within both endings: calibrat-ed, calibrat-ing.
      for (let at = n; at >= Math.max(language === 'de' ? 4 : 5, n - 2); at--) if (list.has(a.slice(at)) && list.has(b.slice(at))) return true;
      return false;
    }

    // near reports whether one letter more, less, changed or swapped makes one word of the other.
    function near(a, b) {
      if (Math.abs(a.length - b.length) > 1) return false;
      let i = 0;
      while (i < a.length && a[i] === b[i]) i++;
      const rest = (x, y) => a.slice(i + x) === b.slice(i + y);
      return rest(1, 1) || rest(1, 0) || rest(0, 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(2, 2));
    }

    function known() {
      if (!vocabulary && head.parts.length === 1) vocabulary = parts.get(0).keys.filter(key => [...key].length > 3 && !numbered(key));
      if (!vocabulary) load('search/vocabulary.js');
      return vocabulary || [];
    }

    // compounds gives words that have the text after another part: Kundenzufriedenheit for Zufriedenheit.
    function compounds(text, stem) {
      if (text.length < 4) return [];
      const core = text.length > 4 && stem > 4 ? text.slice(0, stem) : text;
      return known().filter(word => {
        const at = word.indexOf(core, 3);
        return at > 0 && (core.length > 4 || endings.de.has(word.slice(at + core.length)));
      });
    }

    // meant gives words that a text may stand for: one letter off, at their beginning or as a whole, or
    // with the text inside.
    function meant(text) {
      if (text.length < 4) return [];
      const off = word => near(word, text) || text.length > 4 && [-1, 0, 1].some(n => near(word.slice(0, text.length + n), text));
      const words = known();
      const slips = words.filter(word => near(word, text)).concat(words.filter(off));
      return (slips.length ? [...new Set(slips)] : words.filter(word => word.includes(text))).slice(0, mostSlips);
    }

    // find gives what a word is worth on each page where it is found, and all words of the index that
    // were taken for it.
    function find(text, exactly, comma) {
      const found = new Map(), keys = new Set();
      const note = (key, code, factor) => {
        keys.add(key);
        pagesOf(code, (n, place) => {
          if (comma && (place === 2 || place === 5)) return; // 7,5 is not clause 7.5
          // Documents come before the clauses whose title or summary has a word.
          const worth = (n < (head.clauses || 0) && place !== 5 ? weights[place] * 0.03 : weights[place]) * factor;
          if (worth > (found.get(n) || 0)) found.set(n, worth);
        });
      };
      const take = (text, factor) => eachKey(text, (key, code) => { if (key === text) note(key, code, factor); });
      if (exactly) {
        take(text, 1);
        return { found, keys };
      }
      const number = /^[\d.]+$/.test(text), letters = !/[^\p{L}\p{M}]/u.test(text);
      let stem = text.length, has = false;
      const looser = [];
      eachKey(text, (key, code, left) => {
        if (key === text) {
          stem = left;
          has = true;
          note(key, code, 1);
        // Of a number only what lies below it: 4.1 is not 4.10. Single characters are no beginnings.
        } else if (number ? key[text.length] === '.' : [...text].length > 1 || /[^\x20-\x7f]/.test(text)) note(key, code, beginning);
        else looser.push([key, code]);
      });
      if (number && text.length > 1 && !text.includes('.') && !found.size) for (const [key, code] of looser) note(key, code, beginning);
      if (!letters || text.length < 3) return { found, keys };

      // Of several forms the one that differs least is worth most.
      const close = (key, factor) => factor - Math.min(9, Math.abs(key.length - text.length)) / 100;
      const forms = (languages, factor) => {
        const start = text.slice(0, has && stem > 3 ? Math.min(stem, 5) : Math.min(4, text.length));
        eachKey(start, (key, code, left) => {
          if (key === text) return;
          if (has && left === stem && stem > 2 && key.startsWith(text.slice(0, stem))) note(key, code, close(key, inflected));
          else if (!has && left > 2 && text.startsWith(key.slice(0, left)) && languages.some(l => endings[l].has(text.slice(left)))) note(key, code, close(key, factor));
          else if (languages.some(l => isRelated(text, key, l))) note(key, code, close(key, related));
        });
        if (!languages.includes('de')) return;
        eachKey('ge' + text.slice(0, 3), (key, code) => { if (isRelated(text, key.slice(2), 'de')) note(key, code, close(key, related)); });
        if (text.startsWith('ge')) eachKey(text.slice(2, 5), (key, code) => { if (isRelated(text.slice(2), key, 'de')) note(key, code, close(key, related)); });
      };
      const own = endings[language] ? [language] : [];
      forms(own, inflected);
      const umlaut = text.replace(/([aou])e/g, '$1'); // pruefung for Prüfung
      if (umlaut !== text) eachKey(umlaut, (key, code) => { if (key === umlaut || umlaut.length > 2) note(key, code, key === umlaut ? 0.8 : 0.4); });
      if (compounding || text.length > 7) for (const key of compounds(text, stem)) take(key, inside);
      if (!found.size && !missing) forms(Object.keys(endings).filter(l => !own.includes(l)), related);
      if (!found.size && !missing) for (const key of compounds(text, stem)) take(key, inside);
      if (!found.size && !missing) apart(text, found, keys);
      if (!found.size && !missing) for (const key of meant(text)) take(key, slip);
      return { found, keys };
    }

    // apart looks for the parts of a compound that is nowhere as a whole: Prüfmittelüberwachung for
    // Überwachung der Prüfmittel.
    function apart(text, found, keys) {
      if (text.length < 8) return;
      const words = known();
      const has = word => words[position(words, word)] === word;
      const sorted = word => word.length > 3 && (has(word) || words.some(other => other[0] === word[0] && isRelated(word, other, 'de')));
      for (let at = 4; at <= text.length - 4; at++) {
        const tail = text.slice(at);
        if (!sorted(tail)) continue;
        for (const link of links) {
          const first = text.slice(0, at);
          if (link && !first.endsWith(link)) continue;
          const head = first.slice(0, first.length - link.length);
          if (!sorted(head)) continue;
          const a = find(head), b = find(tail);
          for (const [n, worth] of a.found) if (b.found.has(n)) found.set(n, 0.3 * Math.min(worth, b.found.get(n)));
          if (!found.size) continue;
          for (const key of [...a.keys, ...b.keys]) keys.add(key);
          return;
        }
      }
    }

    // look gives what a word of the query is worth, by its parts too.
    function look(word, exactly) {
      const whole = word.whole ? find(word.text, true) : find(word.text, exactly, word.comma);
      const { parts } = word;
      if (!parts.length || word.alone || word.loose && (whole.found.size || parts.some(part => part.length < 2 && !numbered(part)))) return whole;
      const founds = parts.filter(part => part.length > 1 || numbered(part)).map(part => find(part, exactly, word.comma));
      if (founds.length) for (const [n, worth] of founds[0].found) {
        const all = founds.map(f => f.found.get(n) || 0);
        if (all.every(Boolean)) whole.found.set(n, Math.max(whole.found.get(n) || 0, 0.8 * Math.min(worth, ...all)));
      }
      for (const f of founds) for (const key of f.keys) whole.keys.add(key);
      return whole;
    }

    // named lists the pages whose id a text is, however it is typed: QP-08-04, qp 08 04, qp0804.
    const bare = text => fold(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
    function named(text) {
      const whole = fold(text).trim().replace(/\s+/g, '-'), joined = bare(text);
      const number = /^[\d.]+$/.test(whole);
      const pages = new Set();
      for (const key of number ? [whole] : [whole, joined]) {
        if (key) eachKey(key, (found, code) => { if (found === key) pagesOf(code, (n, place) => { if (place === 5) pages.add(n); }); });
      }
      return [...pages].map(page).filter(p => p && (number ? p.id === whole : bare(p.id) === joined));
    }

    // idsOf writes ids in a query as they are: QP-08-04 evaluation for qp 08 04 evaluation.
    function idsOf(query) {
      const runs = [...query.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
      for (let size = Math.min(6, runs.length); size > 0; size--) {
        for (let i = 0; i + size <= runs.length; i++) {
          const last = runs[i + size - 1];
          const [from, to] = [runs[i].index, last.index + last[0].length];
          const text = query.slice(from, to);
          if (!/\p{N}/u.test(text) || !/\p{L}/u.test(text)) continue;
          const [p] = named(text);
          if (p && fold(p.id) !== fold(text)) return query.slice(0, from) + p.id + query.slice(to);
        }
      }
      return query;
    }

    // aimed lists the pages that a query is the name of: an id, or a clause with a word before it.
    function aimed(query) {
      const whole = named(query);
      if (whole.length) return whole;
      const [, before, rest] = /^\s*(\p{L}+)\.?\s+(\S.*)$/u.exec(query) || [];
      if (!rest) return [];
      return named(rest).filter(p => /^\d+(\.\d+)+$/.test(p.id) || fold(p.place).startsWith(fold(before)) || !/^[\d.]+$/.test(p.id));
    }

    const sequence = text => ' ' + text.split('\n').map(line => words(line).flatMap(flat).join(' ')).join(' \n ') + ' ';
    const sequences = new Map();
    const said = (sequence, text) => { const wanted = words(text).flatMap(flat).join(' '); return wanted !== '' && sequence.includes(` ${wanted} `); };

    // search gives the numbers of the pages found, best first, and the words of the index that stand for
    // each word of the query.
    function search(query) {
      const phrases = [];
      const loose = idsOf(query.replace(/(^|\s)["“”„«»]([^"“”„«»]+)["“”«»](?=\s|$)/g, (_, before, phrase) => {
        phrases.push(phrase);
        return ' ';
      }));
      const asked = words(loose).filter(word => !word.last);
      const must = word => word.pair || word.text.length > 1 || numbered(word.text) || /[^a-z]/.test(word.text);
      const terms = asked.filter(word => must(word) || asked.length === 1).map(word => look(word));
      const extra = asked.length > 1 ? asked.filter(word => !must(word)).map(word => find(word.text, true)) : [];
      for (const phrase of phrases) terms.push(...words(phrase).filter(word => must(word) && !word.last).map(word => look(word, true)));
      const scores = new Map();
      for (const [n, worth] of terms[0]?.found || []) {
        const all = terms.map(term => term.found.get(n) || 0);
        if (!all.every(Boolean)) continue;
        scores.set(n, [...all, ...extra.map(term => term.found.get(n) || 0)].reduce((a, b) => a + b) + worth / 1e6);
      }
      const direct = phrases.length ? [] : aimed(query);
      for (const { n } of direct) scores.set(n, 1000 + (scores.get(n) || 0));
      // Who asks for a clause by a name wants what claims or mentions it, too.
      for (const { id } of direct) {
        for (const [n, worth] of find(fold(id).trim().replace(/\s+/g, '-')).found) if (!scores.has(n)) scores.set(n, worth);
      }
      const order = () => {
        const list = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => n);
        // The clause that has the words in its title is not lost among the documents.
        const clause = list.findIndex((n, i) => i > 1 && n < (head.clauses || 0) && scores.get(n) > 0.6 * terms.length && scores.get(n) < 60);
        if (clause > 1 && list[0] >= head.clauses && list[1] >= head.clauses) list.splice(1, 0, ...list.splice(clause, 1));
        return list;
      };
      let found = order();
      if (asked.length > 1 || phrases.length) found = asWritten(found, scores, loose, phrases, asked, order);
      return { found, terms: [...terms, ...extra].map(term => term.keys), direct };
    }

    // asWritten brings to the front the pages that say what was typed as it was typed, and drops those
    // that do not have the phrases.
    function asWritten(found, scores, loose, phrases, asked, order) {
      const few = (head.starts || []).length < 9;
      const read = found.slice(0, few ? (phrases.length ? found.length : 60) : phrases.length ? mostForPhrases : mostRead);
      for (const n of read) {
        const p = page(n), text = textOf(n);
        if (!p || text === undefined) continue;
        if (!sequences.has(n)) sequences.set(n, [sequence(p.title), sequence(p.headings.map(h => h[0]).join('\n')), sequence(text)]);
        const places = sequences.get(n);
        if (!phrases.every(phrase => places.some(place => said(place, phrase)))) scores.delete(n);
        else if (asked.length > 1) {
          const at = places.findIndex(place => said(place, loose));
          if (at >= 0) scores.set(n, scores.get(n) + [40, 8, asked.length][at]);
        }
      }
      if (phrases.length) for (const n of found.slice(read.length)) scores.delete(n);
      return order();
    }

    // ---- results ----

    const strings = () => head?.strings || (form ? JSON.parse(form.dataset.words) : {});
    const plural = new Intl.PluralRules(document.documentElement.lang);

    // say gives a string in the language of the page; its first argument chooses the form.
    function say(key, ...args) {
      const forms = strings()[key] || '';
      const text = typeof forms === 'string' ? forms : forms[plural.select(args[0])] || forms.other;
      return text.replace(/\{(\d)\}/g, (_, n) => args[n - 1]);
    }

    function element(tag, className, ...inner) {
      const made = document.createElement(tag);
      if (className) made.className = className;
      made.append(...inner);
      return made;
    }

    function link(url, ...inner) {
      const a = element('a', '', ...inner);
      a.href = new URL(url, root);
      a.setAttribute('href', form ? url : a.href);
      return a;
    }

    // spots gives where in a text the words stand that were found, and which word of the query each is.
    function spots(text, terms) {
      const list = [];
      for (const match of text.matchAll(chunks)) {
        const held = words(match[0]);
        const which = terms.findIndex(keys => held.some(word => flat(word).some(part => keys.has(part))));
        if (which < 0) continue;
        if (held.some(word => word.pair)) { // the chunk may be a whole sentence
          for (const key of terms.flatMap(keys => [...keys])) {
            for (let at = fold(match[0]).indexOf(key); at >= 0; at = fold(match[0]).indexOf(key, at + key.length)) list.push([match.index + at, match.index + at + key.length, which]);
          }
          continue;
        }
        const [, before] = /^([^\p{L}\p{N}°%‰§±$€£¥.]*|\.+(?=$|\P{L}))/u.exec(match[0]);
        const [after] = /[^\p{L}\p{N}\p{M}°%‰§$€£¥+#]*$/u.exec(match[0]);
        if (before.length + after.length < match[0].length) list.push([match.index + before.length, match.index + match[0].length - after.length, which]);
      }
      list.sort((a, b) => a[0] - b[0]);
      return list.filter((spot, i) => !i || spot[0] >= list[i - 1][1]);
    }

    function marked(text, terms, from = 0, to = text.length) {
      const inner = [];
      let at = from;
      for (const [start, end] of spots(text, terms)) {
        if (start < at || end > to) continue;
        inner.push(text.slice(at, start), element('mark', '', text.slice(start, end)));
        at = end;
      }
      return [...inner, text.slice(at, to)];
    }

    // excerpt shows the block of a text with most of the words, cut to a length.
    function excerpt(text, terms, length) {
      let best = '', places = [], worth = -1;
      for (const line of text.split('\n')) {
        const here = spots(line, terms);
        const value = 3 * new Set(here.map(spot => spot[2])).size + (line.length > 40 ? 1 : 0);
        if (value > worth) [best, places, worth] = [line, here, value];
      }
      let from = 0;
      if (best.length > length && places.length) {
        const last = places.find(spot => spot[1] > places[0][0] + length) || places.at(-1);
        from = Math.max(0, Math.min(places[0][0] - 40, Math.max(last[1], length) - length, best.length - length));
        if (from) from = best.lastIndexOf(' ', Math.min(from + 20, places[0][0])) + 1;
      }
      let to = Math.min(best.length, from + length);
      if (to < best.length) to = Math.max(best.lastIndexOf(' ', to), from + 1);
      return [from ? '… ' : '', ...marked(best, terms, from, to), to < best.length ? ' …' : ''];
    }

    // headingsOf are those in which every word of the query stands.
    function headingsOf(page, terms) {
      return page.headings.filter(([text]) => {
        const held = words(text).flatMap(flat);
        return terms.length && terms.every(keys => held.some(word => keys.has(word)));
      }).slice(0, 3);
    }

    // told gives what was found in words, and sets the busy state while something is in preparation.
    function told(query, found, shown) {
      return !found.length ? say('nothing', query)
        : found.length > shown ? say('most', found.length, query, shown) : say('found', found.length, query);
    }

    // run searches, or gives undefined while parts of the index are in preparation.
    function answer(query, shown) {
      missing = false;
      if (!head) return void load('search-index.js');
      const { found, terms, direct } = search(query);
      const pages = found.slice(0, shown).map(page);
      return missing ? undefined : { found, terms, direct, pages };
    }

    // ---- the field in the header ----

    function combobox() {
      const list = element('ul', 'options');
      list.id = 'cb:options';
      list.setAttribute('role', 'listbox');
      list.setAttribute('aria-label', field.labels[0].textContent);
      list.hidden = true;
      const status = element('p', 'hush');
      status.setAttribute('role', 'status');
      field.form.append(list, status);
      let urls = [], active = -1, closed = false, entered = false, shownFor = '', announcing;

      function close() {
        list.hidden = true;
        field.setAttribute('aria-expanded', 'false');
        choose(-1);
      }

      function choose(n) {
        active = n;
        [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === n)));
        if (n < 0) field.removeAttribute('aria-activedescendant');
        else {
          field.setAttribute('aria-activedescendant', list.children[n].id);
          list.children[n].scrollIntoView({ block: 'nearest' });
        }
      }

      function option(p, i, terms) {
        const li = element('li', '', element('b', '', ...marked(`${p.id} ${p.title}`, terms)));
        const [heading] = headingsOf(p, terms);
        const why = element('span', 'why', p.place);
        if (heading) why.append(' · ', ...marked(heading[0], terms));
        li.append(' ', why);
        li.id = `cb:option-${i}`;
        li.setAttribute('role', 'option');
        li.setAttribute('aria-selected', 'false');
        li.addEventListener('click', () => { location.href = urls[i]; });
        return li;
      }

      function show() {
        const query = field.value.trim();
        if (!query || closed) {
          shownFor = '';
          status.textContent = '';
          return close();
        }
        const answered = answer(query, mostOptions);
        if (!answered) return;
        const { found, terms, direct, pages } = answered;
        if (entered) return enter(direct);
        if (shownFor === query && !list.hidden) return; // a text has come that changes nothing here
        shownFor = query;
        urls = pages.map(p => new URL(p.url + (headingsOf(p, terms).length && !direct.some(d => d.n === p.n) ? '#' + encodeURIComponent(headingsOf(p, terms)[0][1]) : ''), root).href);
        list.replaceChildren(...pages.map((p, i) => option(p, i, terms)));
        choose(-1);
        list.hidden = !pages.length;
        field.setAttribute('aria-expanded', String(!list.hidden));
        clearTimeout(announcing);
        announcing = setTimeout(() => { status.textContent = told(query, found, mostOptions); }, 300);
      }

      // enter goes to the page whose id or clause was typed, or to the search page.
      function enter(direct) {
        entered = false;
        if (direct.length === 1) location.href = new URL(direct[0].url, root);
        else field.form.submit();
      }

      field.form.addEventListener('submit', event => {
        event.preventDefault();
        if (active >= 0) location.href = urls[active];
        else if (!field.value.trim()) field.form.submit();
        else {
          entered = true;
          closed = false;
          show();
        }
      });
      field.addEventListener('input', () => {
        closed = false;
        entered = false;
        show();
      });
      field.addEventListener('focus', () => { if (!head) load('search-index.js'); });
      field.addEventListener('blur', () => { closed = true; close(); });
      list.addEventListener('mousedown', event => event.preventDefault()); // the field keeps the focus
      field.addEventListener('keydown', event => {
        if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
          if (list.hidden) {
            closed = false;
            show();
            if (list.hidden) return;
          }
          event.preventDefault();
          const n = list.children.length + 1;
          choose((active + 1 + step + n) % n - 1);
        } else if (event.key === 'Escape' && !list.hidden) {
          event.preventDefault();
          closed = true;
          close();
        }
      });
      changed = show;
      failed = () => { if (entered) field.form.submit(); };
      field.form.dataset.ready = 'yes';
      if (field.form.dataset.entered && !field.value.trim()) field.form.submit();
      entered = !!field.form.dataset.entered;
      if (document.activeElement === field) {
        load('search-index.js');
        show();
      }
    }
    if (!form) return combobox();

    // ---- the search page ----

    const input = document.getElementById('cb:q');
    const results = document.getElementById('cb:results');
    const count = document.getElementById('cb:count');

    function entry(page, terms) {
      const li = element('li', '', link(page.url, ...marked(`${page.id} ${page.title}`, terms)), element('span', 'why', page.place), element('p', 'excerpt'));
      const headings = headingsOf(page, terms);
      if (headings.length) {
        li.append(element('ul', '', ...headings.map(([text, id]) =>
          element('li', '', link(`${page.url}#${encodeURIComponent(id)}`, ...marked(text, terms))))));
      }
      return li;
    }

    // show is called when something was typed and when something has come. While parts of the index
    // are in preparation the old results stay. Excerpts follow the results; their lines are kept free.
    let pages = [], terms = [], shownFor;
    function show() {
      const query = input.value.trim();
      html.classList.toggle('asked', !!query);
      results.hidden = !query;
      if (!query) {
        shownFor = undefined;
        results.replaceChildren();
        count.textContent = '';
        return;
      }
      if (shownFor !== query) {
        const answered = answer(query, most);
        results.setAttribute('aria-busy', !answered);
        if (!answered) return;
        ({ pages, terms } = answered);
        shownFor = query;
        const at = document.activeElement?.href;
        results.replaceChildren(...pages.map(p => entry(p, terms)));
        if (at && document.activeElement === document.body) [...results.querySelectorAll('a')].find(a => a.href === at)?.focus();
        count.textContent = told(query, answered.found, most);
      }
      pages.forEach((p, i) => {
        const place = results.children[i].querySelector('.excerpt'), text = textOf(p.n);
        if (text !== undefined && !place.hasChildNodes()) place.append(...excerpt(text, terms, 180));
      });
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
      if (form.getBoundingClientRect().bottom < 0) scrollTo(0, 0); // the key / does not scroll
      show();
      toAddress();
    }

    changed = show;
    failed = () => { count.textContent = say('failed'); };
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
      if (!slash && !(event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))) return;
      event.preventDefault();
      input.focus({ preventScroll: true });
      input.select();
    });

    const slash = document.getElementById('cb:slash');
    if (slash) {
      try { slash.checked = localStorage.clausebookSlash !== 'off'; } catch { slash.disabled = true; }
      slash.addEventListener('change', () => { localStorage.clausebookSlash = slash.checked ? 'on' : 'off'; });
    }

    const query = fromAddress();
    if (query) {
      input.value = query;
      input.focus({ preventScroll: true });
      show();
    }
  }
})();
