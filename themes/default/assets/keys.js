// Ctrl+K and / lead to the search field. Who dictates or has no use for the single key turns it off on
// the search page. A page with a script of its own has the same lines there, to save a request.
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
