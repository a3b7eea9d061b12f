/* On every page: the switch of editions keeps the place and remembers the choice on this device; "/" leads to the search.
   On the first page: goes on to the edition chosen before, else to the browser's language; with ?choose it stays. */
(function () {
  'use strict';

  const KEY = 'diptych-edition';
  const folder = link => link.pathname.split('/').slice(-2)[0];
  const file = place => place.pathname.split('/').pop() || 'index.html';

  /* Storage may be forbidden. */
  function storage(use) {
    try {
      return use(window.localStorage);
    } catch (forbidden) {
      return null;
    }
  }

  // The first page lies above the editions: its links lead down into them.
  const gate = file(location) !== 'index.html' ? [] : [...document.querySelectorAll('a[href$="/index.html"]')]
    .filter(link => /^[\w-]+\/index\.html$/.test(link.getAttribute('href')));
  if (!new URLSearchParams(location.search).has('choose')) {
    const wanted = [storage(store => store.getItem(KEY)), ...navigator.languages.map(lang => lang.split('-')[0])];
    const way = wanted.map(name => gate.find(link => folder(link) === name)).find(Boolean);
    if (way) location.replace(way.href);
  }

  /* The fragment of what is read: the address's own while in view or at the page's beginning, else the last block
     that begins above the window's edge. Rows differ by language. */
  function place() {
    const target = document.getElementById(location.hash.slice(1));
    const block = target && (target.closest('table') || target).closest('[id]');
    const box = block?.getBoundingClientRect();
    if (box && (scrollY < innerHeight / 2 || (box.bottom > 0 && box.top < innerHeight))) return '#' + block.id;
    const above = [...document.querySelectorAll('main [id]')].filter(one => {
      const {top, height} = one.getBoundingClientRect();
      return height && top <= 120 && !one.closest('form, table');
    });
    return scrollY > 0 && above.length ? '#' + above.pop().id : '';
  }

  function follow(event) {
    const link = event.target.closest && event.target.closest(gate.length ? '.switch a, main a' : '.switch a');
    if (!link) return;
    if (event.type === 'click') storage(store => store.setItem(KEY, folder(link)));
    if (gate.length || file(link) !== file(location)) return;
    link.search = location.search;
    link.hash = place();
  }

  for (const kind of ['click', 'auxclick', 'contextmenu']) document.addEventListener(kind, follow);

  document.addEventListener('keydown', event => {
    const typing = event.target.closest && event.target.closest('input, select, textarea, [contenteditable]');
    if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || typing) return;
    const field = document.querySelector('input[type="search"]');
    const page = document.querySelector('header a[href$="search.html"]');
    if (!field && !page) return;
    event.preventDefault();
    if (field) field.select();
    else location.assign(page.href);
  });
})();
