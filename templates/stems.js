/* Words and their stems, the same as those of the search index (src/diptych/stems.py). For search.js, which stands behind
   it. Stems are those that the Snowball algorithms for English and Russian define: snowballstem.org/algorithms. */
(function () {
  'use strict';

  const map = text => new Map(text.split(' ').map(pair => pair.split(':')));
  const FIXED = map("skis:ski skies:sky idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl " +
    "sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes");
  const WHOLE_ING = /^(?:inn|out|cann|herr|earr|even)ing$/;
  const R1 = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)|^.*?[aeiouy][^aeiouy]/;
  const REGION = /^.*?[aeiouy][^aeiouy]/;
  const SHORT = /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|^past$/;
  const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
  const STEP_2 = map("tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate " +
    "ator:ate alism:al aliti:al alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble " +
    "ogist:og ogi:og fulli:ful lessli:less li:");
  const STEP_3 = map("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:");
  const STEP_4 = map("al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ism: ate: iti: ous: ive: ize: ion:");

  /* Puts another for the longest of the endings that the word has, if `allowed` of the ending and what stands before. */
  function replace(word, endings, allowed) {
    let end = '';
    for (const one of endings.keys()) if (one.length > end.length && word.endsWith(one)) end = one;
    const rest = word.slice(0, word.length - end.length);
    return end && allowed(end, rest) ? rest + endings.get(end) : word;
  }

  function english(whole) {
    if (FIXED.has(whole) || whole.length < 3) return FIXED.get(whole) || whole;
    let word = whole.replace(/^'/, '').replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
    const end = (pattern, from) => (pattern.exec(word.slice(from)) || [word.slice(from)])[0].length + from;
    const r1 = end(R1, 0);
    const r2 = end(REGION, r1);
    word = word.replace(/('s'|'s|')$/, '').replace(/sses$/, 'ss');
    if (/ie[ds]$/.test(word)) word = word.slice(0, word.length > 4 ? -2 : -1);
    else if (/[aeiouy].+s$/.test(word) && !/[us]s$/.test(word)) word = word.slice(0, -1);
    const verb = /^(.*?)(eed|eedly|ed|edly|ing|ingly)$/.exec(word);
    if (verb && verb[2].startsWith('eed')) {
      if (verb[1].length >= r1 && !/^(?:succ|proc|exc)$/.test(verb[1])) word = verb[1] + 'ee';
    } else if (/^[^aeiouy]ying$/.test(word)) {
      word = word[0] + 'ie';
    } else if (verb && /[aeiouy]/.test(verb[1]) && !WHOLE_ING.test(word)) {
      word = verb[1];
      if (/(?:at|bl|iz)$/.test(word)) word += 'e';
      else if (DOUBLE.test(word)) word = /^[aeo]..$/.test(word) ? word : word.slice(0, -1);
      else if (word.length === r1 && SHORT.test(word)) word += 'e';
    }
    word = word.replace(/(.[^aeiouy])[yY]$/, '$1i');
    word = replace(word, STEP_2, (found, rest) => rest.length >= r1 &&
      (found === 'ogi' ? rest.endsWith('l') : found !== 'li' || /[cdeghkmnrt]$/.test(rest)));
    word = replace(word, STEP_3, (found, rest) => rest.length >= (found === 'ative' ? r2 : r1));
    word = replace(word, STEP_4, (found, rest) => rest.length >= r2 && (found !== 'ion' || /[st]$/.test(rest)));
    const last = word.length - 1;
    const before = word.slice(0, -1);
    if (word.endsWith('e') ? last >= r2 || (last >= r1 && !SHORT.test(before)) : last >= r2 && word.endsWith('ll'))
      word = before;
    return word.replace(/Y/g, 'y');
  }

  const GERUND = /([ая])(?:в|вши|вшись)$|[иы](?:в|вши|вшись)$/;
  const ADJECTIVE = /(?:[еиыо]е|[иы]ми|[еиыо]й|[еиыо]м|[ео]го|[ео]му|[иы]х|[уюое]ю|[ая]я)$/;
  const PARTICIPLE = /([ая])(?:ем|нн|вш|ющ|щ)$|(?:[иы]вш|ующ)$/;
  const VERB = new RegExp('([ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно)$|(?:[иы]ла|ена|[еу]йте|ите|' +
    '[иы]ли|[еу]й|[иы]л|[иы]м|ен|[иы]ло|ено|ят|ует|уют|[иы]т|ены|[иы]ть|ишь|ую|ю)$');
  const NOUN = /(?:[ео]в|[иь]?е|и?ями|ами|[еи]?и|и?ей|ой|ий|й|и?ям|и?ем|ам|ом|[оуы]|ах|и?ях|ь|[иь]?ю|[иь]?я|а)$/;

  function russian(whole) {
    const word = whole.replace(/ё/g, 'е');
    const [head] = /^.*?[аеиоуыэюя]/.exec(word) || [word];
    const [regions] = /^(?:.*?[аеиоуыэюя][^аеиоуыэюя]){2}/.exec(word) || [word];
    let rest = word.slice(head.length);
    /* Takes the ending away; the letter of a group that must stand before it stays. */
    const take = pattern => {
      const shorter = rest.replace(pattern, (_, kept) => typeof kept === 'string' ? kept : '');
      const taken = shorter !== rest;
      rest = shorter;
      return taken;
    };
    if (!take(GERUND)) {
      take(/с[яь]$/);
      if (take(ADJECTIVE)) take(PARTICIPLE);
      else if (!take(VERB)) take(NOUN);
    }
    take(/и$/);
    const derived = /ость?$/.exec(rest);
    if (derived && head.length + derived.index >= regions.length) rest = rest.slice(0, derived.index);
    if (take(/ейше?$/)) take(/(н)н$/);
    else if (!take(/(н)н$/)) take(/ь$/);
    return head + rest;
  }

  const stem = word => /[\u0400-\u04ff]/.test(word) ? russian(word) : /[a-z]/.test(word) ? english(word) : word;

  const COMPOUND = /[\p{L}\p{N}\p{M}\u00ad]+(?:['’‐‑-][\p{L}\p{N}\p{M}\u00ad]+)*/gu;
  const fold = text => text.toLowerCase().replace(/\u00ad/g, '').replace(/’/g, "'").normalize('NFD')
    .replace(/([a-z])[\u0300-\u036f]+/g, '$1').replace(/\u0301/g, '').normalize('NFC').replace(/ё/g, 'е');

  /* The words of a text and where they stand; with `joined`, also those that hyphens part, as one. */
  function words(text, joined) {
    const out = [];
    const add = (part, from, to) => out.push({from, to, word: fold(part), stem: stem(fold(part))});
    text.replace(COMPOUND, (all, from) => {
      const parts = all.split(/[‐‑-]/);
      if (joined && parts[1]) add(parts.join(''), from, from + all.length);
      for (const part of parts) add(part, from, (from += part.length + 1) - 1);
    });
    return out;
  }

  window.DIPTYCH_WORDS = words;
})();
