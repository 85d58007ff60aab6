// What a document's page does beyond links: a heading's link is copied, a link to a document says which title,
// revision and status it has, and the request for a change names the heading that is being read. Without this
// script the links still lead where they say. The site puts the scripts of all pages before these lines.
document.addEventListener('DOMContentLoaded', () => {
  'use strict';
  const article = document.querySelector('article[data-words]');
  if (!article) return;
  const words = JSON.parse(article.dataset.words);
  const box = document.createElement('div');
  box.className = 'about';
  box.id = 'cb:about';
  box.hidden = true;
  const said = document.createElement('p');
  said.className = 'hush';
  said.setAttribute('role', 'status');
  document.body.append(box, said);

  // show places the box below what it is about, or above it where there is no room.
  let owner;
  function show(at, role, ...lines) {
    owner = at;
    box.setAttribute('role', role);
    box.replaceChildren(...lines.filter(Boolean).map((text, i) => {
      const line = document.createElement(i ? 'span' : 'b');
      line.textContent = text;
      return line;
    }));
    box.hidden = false;
    const under = at.getClientRects()[0] || at.getBoundingClientRect(), { width, height } = box.getBoundingClientRect();
    const below = under.bottom + 6;
    box.style.left = Math.max(8, Math.min(under.left, document.documentElement.clientWidth - width - 8)) + 'px';
    box.style.top = (below + height < innerHeight ? below : Math.max(4, under.top - height - 6)) + 'px';
  }
  function hide() {
    owner?.removeAttribute('aria-describedby');
    owner = null;
    box.hidden = true;
  }

  // A linked document: the pointer may rest on what is shown, and Esc takes it away.
  let timer;
  const linked = event => event.target.closest?.('a[data-about]');
  function about(link) {
    clearTimeout(timer);
    if (link === owner) return;
    hide();
    const [title, ...rest] = link.dataset.about.split('\n');
    show(link, 'tooltip', title, rest.join(' · '));
    link.setAttribute('aria-describedby', box.id);
  }
  const later = wait => {
    clearTimeout(timer);
    timer = setTimeout(hide, wait);
  };
  article.addEventListener('pointerover', event => {
    const link = linked(event);
    if (!link || event.pointerType === 'touch') return;
    clearTimeout(timer);
    timer = setTimeout(() => about(link), 150);
  });
  article.addEventListener('pointerout', event => { if (linked(event)) later(200); });
  article.addEventListener('focusin', event => { if (linked(event)?.matches(':focus-visible')) about(linked(event)); });
  article.addEventListener('focusout', event => { if (linked(event)) hide(); });
  box.addEventListener('pointerenter', () => clearTimeout(timer));
  box.addEventListener('pointerleave', () => later(200));
  addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });
  addEventListener('scroll', () => { if (owner) hide(); }, { passive: true });

  // The link at a heading is copied, also with the keyboard, and still leads there.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement('textarea');
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand('copy');
      field.remove();
      return done;
    }
    return true;
  }
  const titleOf = heading => heading.textContent.trim();
  for (const anchor of article.querySelectorAll('.anchor')) {
    anchor.removeAttribute('aria-hidden');
    anchor.removeAttribute('tabindex');
    anchor.setAttribute('aria-label', words.copy.replace('{1}', titleOf(anchor.parentElement)));
    anchor.addEventListener('click', async () => {
      const done = await copy(anchor.href);
      anchor.focus({ preventScroll: true });
      said.textContent = done ? words.copied : words.failed;
      requestAnimationFrame(() => show(anchor, 'presentation', said.textContent));
      later(2000);
    });
  }

  // The heading that is being read: the one in the address, else the last one above the middle of the screen.
  const change = document.getElementById('cb:change');
  if (change) {
    const plain = change.href, mark = encodeURIComponent(change.dataset.section), from = plain.lastIndexOf(mark);
    const headings = [...article.querySelectorAll('.body :is(h2, h3, h4, h5, h6)[id]')];
    const reading = () => {
      const named = headings.find(h => ['#' + h.id, '#' + encodeURIComponent(h.id)].includes(location.hash));
      const at = named || headings.filter(h => h.getBoundingClientRect().top < innerHeight / 2).at(-1);
      if (at && from >= 0) change.href = plain.slice(0, from) + encodeURIComponent(titleOf(at) + ' #' + at.id) + plain.slice(from + mark.length);
    };
    for (const event of ['pointerdown', 'focus', 'click']) change.addEventListener(event, reading);
  }
});
