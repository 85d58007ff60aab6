// What all pages have. Light, dark or as the system has it: what a reader chose with the button in the header, kept where the
// browser lets a page keep something. It runs in the head, before anything is shown, and again only where
// another script brings it along. The site puts it before each script that a page loads by itself.
(() => {
  const html = document.documentElement;
  if (html.dataset.looks) return;
  html.dataset.looks = '1';
  html.classList.add('script');
  const looks = ['', 'light', 'dark'];
  let look = '';
  try { look = localStorage.clausebookLook; } catch { /* no storage: as the system has it */ }
  if (!looks.includes(look)) look = '';
  const show = () => { if (look) html.dataset.look = look; else delete html.dataset.look; };
  show();
  document.addEventListener('DOMContentLoaded', () => {
    // Where a phone shows a row as a card, each cell says which it is.
    for (const { tHead, tBodies } of document.querySelectorAll('table.stacked')) {
      const labels = [...tHead.rows[0].cells].map(head => head.textContent);
      for (const { rows } of tBodies) {
        for (const { cells } of rows) labels.forEach((label, i) => { if (cells[i]?.colSpan === 1) cells[i].dataset.label = label; });
      }
    }
    document.getElementById('cb:print')?.addEventListener('click', () => print());
    const button = document.getElementById('cb:look');
    if (!button) return;
    const words = JSON.parse(button.dataset.words);
    const name = () => { button.title = button.ariaLabel = words[look || 'system']; };
    name();
    button.addEventListener('click', () => {
      look = looks[(looks.indexOf(look) + 1) % looks.length];
      try { localStorage.clausebookLook = look; } catch { /* for this page only */ }
      show();
      name();
    });
  });
})();
