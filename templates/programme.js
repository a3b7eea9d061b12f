/* What is on now and next by the conference's clock (?now=2022-10-18T12:30+05:00 sets it), and filters of the programme.
   Words come from the page's block of data. */
(function () {
  'use strict';

  const data = document.getElementById('programme-words');
  if (!data) return;
  const says = JSON.parse(data.textContent);
  const zone = document.body.dataset.timezone;
  const asked = new URLSearchParams(location.search);
  const HOUR = 3600000;

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    made.append(...children);
    return made;
  }

  /* Something in each language of the page: `word` says it in one. */
  const each = word => says.languages.map((lang, at) => element('span', {lang}, at ? ' · ' : '', word(lang, at)));
  const say = words => each((lang, at) => words[at]);
  const fill = (words, value) => each((lang, at) => words[at].replace(/\{\w+\}/, value(at)));

  /* An instant by the conference's clock; English with the day before the month. */
  const clock = (instant, lang, parts) => new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang,
    {timeZone: zone, ...parts}).format(instant);
  const hour = instant => clock(instant, 'en', {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
  const date = instant => clock(instant, 'sv', {year: 'numeric', month: '2-digit', day: '2-digit'}); // 2022-10-18

  // ---- Now and next.

  const sections = [...document.querySelectorAll('section.session')];
  const items = sections.filter(section => section.dataset.start).map(section =>
    ({section, start: Date.parse(section.dataset.start), end: Date.parse(section.dataset.end)}));
  items.sort((a, b) => a.start - b.start);
  // An open end lasts until something else begins, three hours at most.
  for (const item of items) {
    const later = items.find(({start}) => start > item.start) || {start: Infinity};
    item.end = item.end || Math.min(item.start + 3 * HOUR, later.start);
  }

  const shift = Date.parse((asked.get('now') || '').replace(' ', '+')) - Date.now() || 0;

  /* The title of an item as its heading has it, in each language. */
  function title({section}) {
    return each(lang => {
      const heading = section.querySelector('h2, h3, h4, h5, h6');
      const cell = heading.querySelector('.cell:lang(' + lang + ')') || heading;
      const runs = [...cell.querySelectorAll('.title')];
      return (runs.length ? runs : [cell]).map(run => run.textContent).join('').trim();
    });
  }

  /* A line of what is on: the word, then each item with its hours and a link to it. */
  function line(kind, found, now) {
    const links = found.map(item => {
      const {start, end} = item.section.dataset;
      const day = date(item.start) === date(now) ? [] : [element('span', {class: 'date'},
        ...each(lang => clock(item.start, lang, {day: 'numeric', month: 'long'}))), ' '];
      const hours = [element('time', {datetime: start}, hour(item.start))];
      if (end) hours.push('–', element('time', {datetime: end}, hour(item.end)));
      return element('li', {}, ...day, element('span', {class: 'hours'}, ...hours), ' ',
        element('a', {href: '#' + item.section.id}, ...title(item)));
    });
    return element('div', {class: kind}, element('p', {class: 'label'}, ...say(says.now[kind])), element('ul', {}, ...links));
  }

  const board = document.getElementById('now');
  const news = element('div', {'aria-live': 'polite'});
  const time = element('p', {class: 'clock'});
  let shown = '';

  function renew() {
    const now = Date.now() + shift;
    const today = date(now);
    const current = items.filter(({start, end}) => start <= now && now < end);
    const later = items.filter(({start}) => start > now && start - now < 24 * HOUR);
    const next = later.filter(({start}) => start === later[0].start);
    const parts = [];
    const over = today > says.dates.end || !items.some(({end}) => end > now);
    if (today < says.dates.start) parts.push(element('p', {}, ...fill(says.now.before, at => says.opens[at])));
    else if (over) parts.push(element('p', {}, ...say(says.now.over)));
    if (current.length) parts.push(line('now', current, now));
    if (next.length) parts.push(line('next', next, now));
    // Read aloud is only what is new; the clock stands outside.
    const told = parts.map(part => part.innerText).join();
    if (told !== shown) news.replaceChildren(...parts);
    shown = told;
    time.hidden = !current.length && !next.length;
    time.replaceChildren(...say(says.now.clock), ' ', element('time', {}, hour(now)));
    for (const {section} of items) section.removeAttribute('aria-current');
    for (const {section} of current) section.setAttribute('aria-current', 'time');
  }

  if (board) {
    board.append(time, news);
    board.hidden = false;
    renew();
    setInterval(renew, 30000);
  }

  // ---- Filters.

  const form = document.getElementById('filters');
  const count = element('p', {role: 'status'});
  const filters = [
    {name: 'day', words: says.days, of: section => [section.closest('.day').id.slice(4)]},
    {name: 'kind', words: says.kinds, of: section => [section.dataset.kind]},
    {name: 'speaker', words: says.people, of: section => (section.dataset.people || '').split(' ')},
  ];

  /* A choice among what the page has. */
  function choice(filter) {
    const there = new Set([].concat(...sections.map(filter.of)));
    const id = 'filter-' + filter.name;
    filter.select = element('select', {id, name: filter.name, autocomplete: 'off'},
      element('option', {value: ''}, says.filter.all.join(' · ')));
    for (const value of Object.keys(filter.words).filter(value => there.has(value)))
      filter.select.append(element('option', {value}, [...new Set(filter.words[value])].join(' · ')));
    filter.select.value = there.has(asked.get(filter.name)) ? asked.get(filter.name) : '';
    return element('p', {}, element('label', {for: id}, ...say(says.filter[filter.name])), filter.select);
  }

  /* Keeps in the address what is chosen; the address of a file may have to stay. */
  function keep(fragment) {
    const address = new URL(location.href);
    for (const {name, select} of filters) {
      address.searchParams.delete(name);
      if (select.value) address.searchParams.set(name, select.value);
    }
    if (!fragment) address.hash = '';
    try {
      history.replaceState(null, '', address.href);
    } catch (refused) { /* no loss */ }
  }

  /* What the address points to, if the filters hide it. */
  function missed() {
    const block = document.getElementById(location.hash.slice(1));
    return block && block.closest('[hidden]') && block;
  }

  function filter() {
    const chosen = filters.filter(({select}) => select.value);
    for (const section of sections) section.hidden = !chosen.every(({of, select}) => of(section).includes(select.value));
    const left = sections.filter(section => !section.hidden).length;
    for (const group of document.querySelectorAll('.together, .day'))
      group.hidden = chosen.length > 0 && !group.querySelector('.session:not([hidden])');
    const said = left ? fill(says.filter.shown, () => left) : say(says.filter.none);
    count.replaceChildren(...(chosen.length ? said : []));
  }

  function clear() {
    for (const {select} of filters) select.value = '';
    filter();
  }

  /* What the address points to is never hidden: then the filters go. */
  function reveal() {
    const block = missed();
    if (!block) return;
    clear();
    keep(true);
    block.scrollIntoView();
  }

  if (form) {
    const button = element('button', {type: 'button'}, ...say(says.filter.clear));
    form.append(element('fieldset', {}, element('legend', {}, ...say(says.filter.title)), ...filters.map(choice), button), count);
    form.hidden = false;
    form.addEventListener('change', () => {
      filter();
      keep(!missed());
    });
    button.addEventListener('click', () => {
      clear();
      keep(true);
    });
    filter();
    reveal();
    window.addEventListener('hashchange', reveal);
  }
})();
