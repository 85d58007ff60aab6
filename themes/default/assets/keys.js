// Ctrl+K and / lead to the search field, without scrolling: where the field is out of sight it is
// shown above the page. Who dictates or has no use for the single key turns it off on the search page.
// What finds something is loaded when the field is first used. The site puts these lines before the script
// of a page that has one of its own, to save a request.
(() => {
  const here = document.currentScript.src;
  document.addEventListener('DOMContentLoaded', () => {
    const field = document.getElementById('cb:find');
    if (!field) return;
    const form = field.form;
    for (const [name, value] of [['role', 'combobox'], ['aria-expanded', 'false'], ['aria-controls', 'cb:options'], ['aria-autocomplete', 'list']]) field.setAttribute(name, value);
    function used() {
      const script = document.createElement('script');
      script.src = new URL('search.js', here);
      script.onerror = () => {
        form.dataset.ready = 'no';
        if (form.dataset.entered) form.submit();
      };
      document.head.append(script);
      // Enter, before the script is there to say where it leads.
      form.addEventListener('submit', event => {
        if (form.dataset.ready) return;
        event.preventDefault();
        form.dataset.entered = 'yes';
      });
    }
    if (document.activeElement === field) used();
    else field.addEventListener('focus', used, { once: true });
    field.addEventListener('blur', () => { form.classList.remove('afloat'); });
    addEventListener('keydown', event => {
      let off;
      try { off = localStorage.clausebookSlash === 'off'; } catch { /* no storage: the key stays on */ }
      const slash = event.key === '/' && !off && !event.ctrlKey && !event.metaKey && !event.altKey &&
        !event.target.closest?.('input, select, textarea');
      if (!slash && !(event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))) return;
      event.preventDefault();
      const { top, bottom } = form.getBoundingClientRect();
      if (bottom <= 0 || top >= innerHeight) form.classList.add('afloat');
      field.focus({ preventScroll: true });
      field.select();
    });
  });
})();
