/* Lists the passages that a query finds in the indexes beside this file (their form: src/diptych/search.py). */
(function () {
  'use strict';

  const words = window.DIPTYCH_WORDS; // stems.js
  const field = document.getElementById('q');
  if (!field) return;
  const count = document.getElementById('count');
  const list = document.getElementById('found');
  const says = JSON.parse(document.getElementById('search-words').textContent);
  const own = lang => says.languages.includes(lang);
  const indexes = Object.entries(window.DIPTYCH_SEARCH || {}).map(([lang, data]) =>
    ({...data, lang, titles: new Map(data.pages), stems: new Map(Object.entries(data.stems)),
      places: new Set(data.entries.map(([page, fragment]) => data.pages[page][0] + '#' + fragment))}));
  indexes.sort((a, b) => own(b.lang) - own(a.lang));

  /* Where a term stands: entry → weight. `begun`: a word that begins like it counts too. The term as it is may be the stem
     of its other forms («Воронков» itself has the stem «воронк», «Воронкова» has «воронков»). */
  function places({stems}, term, begun) {
    const found = new Map();
    for (const [key, numbers] of begun ? stems : [term.stem, term.word].map(key => [key, stems.get(key) || []])) {
      const share = key === term.stem || key === term.word ? 1 : key.startsWith(term.word) ? 0.6 : 0;
      let entry = 0;
      for (const number of share ? numbers : []) {
        entry += number >> 2;
        found.set(entry, Math.max(found.get(entry) || 0, (number & 3) * share));
      }
    }
    return found;
  }

  /* Where the terms stand in a text, and what their order is worth: most as a phrase. */
  function marks(text, terms, begun) {
    let next = 0, run = 0, order = 1;
    const found = words(text, true).filter(({word, stem}) => {
      const at = terms.findIndex((term, place) => term.stem === stem || term.stem === word || term.word === stem ||
        (begun && !terms[place + 1] && word.startsWith(term.word)));
      if (at === next) next += 1;
      run = at >= 0 && at === run ? run + 1 : at ? 0 : 1;
      if (terms[1] && next === terms.length) order = Math.max(order, run === next ? 1.6 : 1.25);
      return at >= 0;
    });
    return {found, order};
  }

  /* The entries with all terms: one at least in the entry itself, the others perhaps in what it stands under. */
  function find(index, terms, begun) {
    const lists = terms.map((term, at) => places(index, term, begun && !terms[at + 1]));
    const hits = [];
    for (const number of new Set([].concat(...lists.map(found => [...found.keys()])))) {
      let score = 0;
      for (const found of lists) {
        let weight = found.get(number);
        for (let up = number; !weight && (up = index.entries[up][2]) >= 0;) weight = found.has(up) && 0.3;
        score += weight ? weight * Math.log(2 + index.entries.length / found.size) : NaN;
      }
      if (!(score > 0)) continue;
      const [page, fragment, up, at, rank] = index.entries[number];
      const text = index.texts[at];
      const {found, order} = marks(text, terms, begun);
      hits.push({index, number, slug: index.pages[page][0], fragment, up, rank, text, found, score: score * order});
    }
    return hits;
  }

  /* Every passage once, in the first language that has it; by document, the best first. */
  function search(query, begun) {
    const terms = words(query);
    const seen = new Map();
    for (const hit of [].concat(...indexes.map(index => find(index, terms, begun)))) {
      const place = hit.slug + '#' + hit.fragment;
      if (!seen.has(place)) seen.set(place, hit);
    }
    const pages = new Map();
    for (const hit of [...seen.values()].sort((a, b) => b.score - a.score || a.number - b.number))
      pages.set(hit.slug, (pages.get(hit.slug) || []).concat(hit));
    return {hits: seen.size, pages};
  }

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    made.append(...children);
    return made;
  }

  const span = (name, children) => element('span', {class: name}, ...children);

  /* The text with marks; a long one from a little before the first of them. */
  function marked(text, found) {
    const first = found[0] || {from: 0, to: 0};
    const begin = text.length > 240 && first.from > 60 ? text.indexOf(' ', first.from - 60) + 1 : 0;
    const end = text.length > begin + 240 ? Math.max(text.lastIndexOf(' ', begin + 220), first.to) : text.length;
    const out = [begin ? '… ' : ''];
    let at = begin;
    for (const {from, to} of found) {
      if (from < at || to > end) continue;
      out.push(text.slice(at, from), element('mark', {}, text.slice(from, to)));
      at = to;
    }
    return out.concat(text.slice(at, end), end < text.length ? ' …' : '');
  }

  /* A link within this edition or, where it lacks the document or the passage, to the language of the hit. */
  function link({slug, index}, fragment, lang, ...children) {
    const ours = indexes.filter(({lang, titles}) => own(lang) && titles.has(slug));
    const here = ours.length === says.languages.length && ours.some(({places}) => places.has(slug + '#' + fragment));
    const href = (here ? '' : '../' + index.lang + '/') + slug + '.html' + (fragment && '#' + fragment);
    return element('a', {href, lang}, ...children);
  }

  function item(hit) {
    const {lang, entries, texts} = hit.index;
    const [, , , at, rank] = entries[hit.up] || [0, 0, 0, 0, 3];
    const parts = hit.rank < 2 && rank < 3 ? [span('under', marked(texts[at], [])), ' '] : [];
    return element('li', {}, link(hit, hit.fragment, lang, ...parts, span('snippet', marked(hit.text, hit.found))));
  }

  /* A document with its title in the languages of the page, and what was found in it. */
  function group([slug, hits]) {
    const title = hits.find(hit => !hit.fragment);
    const items = hits.filter(hit => hit !== title).map(item);
    const heads = indexes.filter(({lang, titles}) => own(lang) && titles.has(slug));
    const made = element('li', {}, element('h2', {}, ...[].concat(...(heads[0] ? heads : [hits[0].index]).map(
      (index, at) => [at ? ' · ' : '', link(hits[0], '', index.lang,
        ...marked(index.titles.get(slug), title && title.index === index ? title.found : []))]))));
    if (items[0]) made.append(element('ol', {}, ...items.splice(0, 6)));
    if (items[0]) made.append(element('details', {}, element('summary', {}, '+' + items.length), element('ol', {}, ...items)));
    return made;
  }

  /* Lists what the field's words find; the last may be a beginning while it is typed, or where it is nothing else. */
  function show(typing) {
    const query = field.value.trim();
    const whole = search(query, false);
    const {hits, pages} = whole.hits && !(typing && /[^\s]$/.test(field.value)) ? whole : search(query, true);
    list.replaceChildren(...[...pages].map(group));
    count.replaceChildren(...(query ? says.languages : []).map((lang, at) =>
      element('span', {lang}, (at ? ' · ' : '') + says[hits ? 'results' : 'none'][at].replace('{count}', hits))));
    const address = new URL(location.href);
    address.searchParams.delete('q');
    if (query) address.searchParams.set('q', query);
    try {
      history.replaceState(null, '', address.href);
    } catch (refused) { /* the address of a file may have to stay */ }
  }

  let waiting = 0;
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120, true);
  });
  field.form.addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(waiting);
    show(false);
  });
  document.addEventListener('keydown', event => {
    const stops = [field, ...list.querySelectorAll('a, summary')].filter(stop => stop.getClientRects().length);
    const at = stops.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = event.key === 'Escape' ? field : stops[at + ({ArrowDown: 1, ArrowUp: -1}[event.key] || NaN)];
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (event.key !== 'Escape' || at) return;
    field.value = '';
    show(false);
  });
  field.value = new URLSearchParams(location.search).get('q') || field.value;
  if (field.value) show(false);
})();
