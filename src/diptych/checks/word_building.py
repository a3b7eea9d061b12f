"""How Russian makes words that no dictionary lists: first parts, prefixes, and the borrowings of these years."""

from __future__ import annotations

import functools

from diptych import morphology

_FIRST_PARTS_TEXT = """
    авиа авто агро академ алко анархо англо анти арт архи аудио афро аэро без бензо бес библио бизнес био
    благо бое борт броне быстро вело веб верто взаимо вибро
    видео вице внутри водо военно воздухо волонтер вне все высоко
    газо гастро гео гекто гидро гипер глав гос горно гос граждан гуманитарно двух дву девяносто девяти десяти
    дез демо дерево де дис диз долго до евро еврази единo едино естественно железо жил завтра зав за зам здраво
    зерно земле зоо изо ино интер интернет инфо инфра ин информ иран исламо какао кибер кило кино контент контр
    контрафакт конфликто коне косм космо кратко крат крипто культ культурно ксено лесо лже либерал лингво литр
    макро мало марк масло мед медиа медико межд между меж мега мелко мета метео метал микро милли миро много моб
    молодежно моно морально мото мульти мясо нано нарко нац нацио нефте недо не нейро нео неофит ниже низко ново
    обще одно около онко онлайн орг остро пан пара парт пере первич перво пневмо пиро под пол политико поли полу
    после пост пресс пред про прогос противо прото проф псевдо
    психо пяти развед разно радио ракето ранне раз рай раннее ре регион
    рентген ретро руко сам само санитарно сверх свето северо сейсмо секс семи сельхоз сорока соц социально
    спец спорт средне старо стерео стран стро строй суб судо супер сфер сто тазо таджико тамож теле телефон
    термо тех техно тонко топливо тор торф тот транс трех тре три трудо тринадцати тропо турбо туркмено тур тридцати
    тюрко узко узбеко ультра уни услуго фармако фин физ фото франко фронт фото хед хим хлопко ходо холод хоз центр
    центрально четырех четверть чрез шести широко штаб эвро эк эко эколого экзо экс экстра электро энерго эпид
    этно юго юж ядерно яд языко двадцати пятидесяти восьми сорока шестидесяти семидесяти восьмидесяти одиннадцати
    двенадцати пятнадцати четырнадцати шестнадцати семнадцати восемнадцати девятнадцати полутора со
    """
FIRST_PARTS = tuple(_FIRST_PARTS_TEXT.split())
"""What may begin a compound, with its linking vowel, or as a prefix that goes with nearly any noun or adjective."""

_BORROWED_TEXT = """
    аккаунт аутсорс байопик биткоин биткойн блокчейн вебинар
    виктимолог вишинг воркшоп геймиф гиперссыл даркнет дашборд
    дедупликац дезинформ дипфейк дрон инсайт инфлюенсер кейс кешбэк кэшбэк кликбейт ковид комплаенс краудс краудф
    криптовалют лайфхак лендинг локдаун маркетплейс мессенджер
    микрогрант нетворк онлайн офлайн оффлайн плейлист подкаст
    прокси ребренд регтех репатриан репост смартфон смишинг
    соцсет спонсир ротир спуфинг стартап стейкхолд стриминг таргет
    твит токениз трафикинг триггер тьютор фактчек фейк фишинг форсайт фриланс хакатон хейт хештег хэштег хеш хэш
    хостинг чатбот юнит
    хазарейц хазарейск пашай балуд моджахед вилаят вилайят хукумат хукума джамоат махалл меджлис маджлис курултай аким
    хоким медрес намоз хадж навруз шахристан самани тегеранск чабахар вахан
    радикализац дерадикализ партисипат транспарентн резильент инклюзи цифровиз секьюритиз верификац таксоном виктимиз
    стигматиз маргинализ приоритиз имплементац деэскалац депортац экстрадиц делистинг скрининг профайлинг профайлер
    боевичк финтех мигрантк возвращенц алматин астанин генассамбле
    приграничь трансгранич подсанкц неформал
    """
BORROWED = tuple(_BORROWED_TEXT.split())
"""Stems of words that official texts have used for some years and the dictionary lacks, in whole or in some form."""

_REST = 4
_LONG_REST = 6
_SHORT_FIRST = 4
_LEFT = 3
_ENDINGS = ("", "а", "о", "ь", "я", "е", "ый", "ий", "ой", "ной", "ный", "ский", "ние", "ие")
_VERB_PREFIXES = (
    "про",
    "пере",
    "до",
    "под",
    "за",
    "раз",
    "рас",
    "от",
    "об",
    "вы",
    "на",
    "недо",
    "де",
    "ре",
    "ис",
    "из",
    "вос",
    "воз",
    "с",
)
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF", "ADVB", "ADJS"})


@functools.lru_cache(maxsize=20_000)
def productive(word: str) -> bool:
    """Whether a word is made by the rules from words that the dictionary has: «соорганизатор», «миростроительство»."""
    return word.startswith(BORROWED) or _prefixed(word) or _compound(word)


def _prefixed(word: str) -> bool:
    for first in FIRST_PARTS:
        if word.startswith(first):
            rest = word[len(first) :].removeprefix("ъ")
            if len(rest) < _REST + (len(first) <= _SHORT_FIRST):
                continue
            if rest.startswith(BORROWED) or _nominal(rest) or (rest[0] == "ы" and _nominal("и" + rest[1:])):
                return True
    return any(
        word.startswith(prefix) and len(word) - len(prefix) > _LONG_REST and morphology.known(word[len(prefix) :])
        for prefix in _VERB_PREFIXES
    )


def _nominal(form: str) -> bool:
    """Whether the dictionary has a form, and one of a noun or an adjective, which compounds are."""
    return morphology.known(form) and any(one.part in _NOMINAL for one in morphology.readings(form))


def _compound(word: str) -> bool:
    """Whether it is a stem, «о» or «е», and a word."""
    return any(
        word[place] in "ое" and _nominal(word[place + 1 :]) and _stem(word[:place])
        for place in range(_LEFT, len(word) - _LONG_REST)
    )


def _stem(left: str) -> bool:
    """Whether a first part is the stem of a word that the dictionary has."""
    return any(
        morphology.known(left + ending) and left + ending in morphology.lemmas(left + ending) for ending in _ENDINGS
    )
