"""English words that one finds left standing in translations: places, labels, what is no fault."""

from __future__ import annotations

import re

_PLACES_TEXT = """
    afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahrain bangladesh
    belarus belgium benin bhutan bolivia botswana brazil bulgaria burundi cambodia cameroon canada chad chile china
    colombia congo croatia cuba cyprus czechia denmark djibouti ecuador egypt eritrea estonia ethiopia fiji finland
    france gabon gambia georgia germany ghana greece guatemala guinea guyana haiti honduras hungary iceland india
    indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kiribati korea kosovo kuwait
    kyrgyzstan latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg macedonia madagascar malawi
    malaysia maldives mali malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique
    myanmar namibia nauru nepal netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama
    paraguay peru philippines poland portugal qatar romania russia rwanda senegal serbia seychelles singapore
    slovakia slovenia somalia spain sudan suriname sweden switzerland syria tajikistan tanzania thailand togo tonga
    tunisia turkey türkiye turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam yemen
    zambia zimbabwe
    abuja addis ababa aden aleppo algiers almaty amman amsterdam ankara antalya ashgabat astana athens baghdad baku
    bali bangkok basel beijing beirut belgrade berlin bern bishkek bogota bonn brasilia bratislava brussels bucharest
    budapest cairo canberra chisinau copenhagen damascus dakar delhi dhaka doha dubai dublin dushanbe geneva hague
    hanoi havana helsinki islamabad istanbul jakarta jeddah jerusalem kabul karachi kathmandu khartoum kiev kyiv
    kinshasa kigali lahore lima lisbon ljubljana london luxembourg madrid manama manila marrakesh mecca minsk
    mogadishu moscow munich muscat nairobi nicosia novosibirsk oslo ottawa paris podgorica prague pretoria rabat
    ramallah reykjavik riga riyadh rome samarkand sarajevo seoul shanghai skopje sofia stockholm strasbourg sydney
    tallinn tashkent tbilisi tehran tirana tokyo tripoli tunis ulaanbaatar valletta vienna vilnius warsaw washington
    yerevan zagreb zurich
    aktau andijan badakhshan balkh batken bokhtar bukhara chui dashoguz fergana gafurov gissar hairatan herat hissar
    isfara istaravshan jalalabad kandahar karshi khatlon khiva khorog khorugh khujand khojand kulob kulyab kunduz
    kurgan-tyube kyzyl-kum lebap mary mazar-e-sharif mazar-i-sharif namangan naryn norak nukus nurek osh pamir
    pamirs panj panjakent penjikent pyanj rasht rushan shahrisabz shymkent sogd sughd surkhandarya talas termez
    termiz tursunzoda turkestan turkistan turkmenabat turkmenbashi urgench vahdat vakhsh varzob vose yavan zarafshan
    andijon ayvaj bandar dangara danghara darvoz dashoguz dushti dusti dzhirgatal farkhor faryab fayzabad
    fayzobod ferghana guliston gulbahor hamadoni hisor ishkashim islam issyk-kul jalal-abad jowzjan karamyk konibodom
    kyzyl-art lakhsh levakant murghab nizhny panji parwan poyon qala qubodiyon rogun roghun samarqand saratosh shahritus
    sherkhan shirkhan shughnon spin boldak spitamen sughd taloqan takhar tashkurgan tem torkham tursunzade wakhan zaranj
    nangarhar helmand nimroz kunar paktika paktia ghazni bamyan
    africa america antarctica asia caucasus europe eurasia mediterranean oceania caspian
    """
PLACES = frozenset(_PLACES_TEXT.split())
"""Countries, capitals, and towns and regions of Central Asia, as the United Nations spell them; in lower case."""

_ORDINARY_TEXT = """
    january february april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    moderator moderators chair chairs chairman chairperson chairpersons co-chair co-chairs speaker speakers panellist
    panellists panelist panelists panel rapporteur rapporteurs facilitator presenter presenters discussant host hosts
    organizer organizers organiser organisers participant participants delegate delegates delegation delegations
    venue session sessions plenary segment opening closing welcome welcoming remarks statement statements keynote
    address agenda programme program annex annexes appendix note notes contents foreword preface introduction summary
    conclusion conclusions recommendation recommendations background objective objectives outcome outcomes overview
    conference workshop seminar briefing meeting meetings lunch dinner breakfast coffee break reception registration
    accreditation ceremony exhibition photo group thematic side event events day room hall floor building entrance
    exit map phone telephone fax tel email website date time place page pages chapter section paragraph paragraphs
    article articles table figure box source sources ibid see from until
    mr mrs ms miss dr prof h.e excellency ambassador minister ministers deputy director head chief president
    secretary secretary-general under-secretary-general assistant adviser advisor officer officers coordinator
    co-ordinator representative representatives commissioner commander governor expert experts consultant professor
    ministry department office division unit bureau agency committee commission council assembly secretariat mission
    embassy government organization organisation organizations union nations federation republic kingdom state states
    security counter-terrorism terrorism border borders management control guard guards customs police cooperation
    co-operation declaration resolution convention charter strategy action plan framework process report reports
    draft letter invitation question questions answer answers discussion debate video message online hybrid
    interpretation english russian french tajik uzbek kazakh language languages general special high national
    international regional global united central asian european african western eastern northern southern south north
    east west middle new york city region province district airport hotel river bridge road street avenue square
    first second third fourth fifth last next yes no none total number numbers name title position country
    capacity capacity-building training development human rights foreign fighters
    """
ORDINARY = frozenset(_ORDINARY_TEXT.split())
"""Words of programmes and reports that begin with a capital in English and are no names; in lower case."""

_FUNCTION_TEXT = """
    a an the and or but nor of by for with without to into in on at from as is are was were be been being will would
    shall should may might can could must not no that this these those which who whom whose its their his her our
    your it they we he she has have had do does did than then there here between among through during under over
    about against after before since until upon within per via all any both each other such only also more most
    """
_BRANDS_TEXT = """
    zoom webex skype teams telegram whatsapp signal viber facebook instagram twitter linkedin flickr google microsoft
    windows word excel outlook android bluetooth interprefy kudo trello slack dropbox oracle java linux python zendesk
    cisco boeing airbus toyota thales idemia moodle coursera udemy xing tiktok vkontakte ethernet internet amazon apple
    samsung huawei starlink maltego palantir chainalysis
    """
BRANDS = frozenset(_BRANDS_TEXT.split())
"""What meetings use and parcels carry, under one word; in lower case."""

FUNCTION = frozenset(_FUNCTION_TEXT.split())
"""What holds an English sentence together."""

_PHRASES_TEXT = """
    a al aut ad alia alma bis bona curriculum de dedere du etat état ex et facie facto factum fide fides fori force
    fortiori forma gen generis gestae grata hoc habeas corpus in inter interim ipso judicare jure jus cogens la le les
    lex ferenda lata loci locus standi majeure mater modus mutandis mutatis ne bis nota verbale note nulla crimen
    officio operandi opinio juris pacta sunt servanda par per persona non post posteriori prima primus pares priori
    pro quid quo ratio ratione materiae personae temporis refoulement res se sic sine die qua stare sui status sub
    supra infra terra nullius travaux ultra vires versa vice vis vitae vivendi bono capita casus belli chargé affaires
    charge d’affaires d'affaires coup raison aide-mémoire aide-memoire non-refoulement vis-à-vis idem ibid ibidem cit
    op loc passim cf et en route sur place ter quater jus soli sanguinis erga omnes vitro vivo situ novo vs via
    """
PHRASES = frozenset(_PHRASES_TEXT.split())
"""Words of Latin and French phrases, which stay as they are in any language."""

_TECHNICAL_TEXT = """
    e-mail email mail www http https ftp pdf doc docx odt rtf xls xlsx csv txt xml html json jpg jpeg png gif svg mp3
    mp4 ppt pptx zip ics tmx po km kg m cm mm m² mg g l ml t ha h min s ms kw kwh mw gw v w hz khz mhz ghz kb mb gb tb
    bit mbit gbit px dpi kpa db usd eur tjs rub web wifi iphone ipad ebay x y z von van der den bin ibn abu al-
    """
TECHNICAL = frozenset(_TECHNICAL_TEXT.split())
"""Formats, units and particles of names: Latin in any language."""

_NOUNS_TEXT = """
    agency annex assembly bureau border borders centre college commission committee conference control convention
    cooperation council counter-terrorism course customs declaration delegation department directorate division embassy
    exercise exhibition experts force foundation framework government guard guards institute management meeting mission
    ministry network office operations organization panel plan police programme project recommendations report school
    secretariat section security seminar service services session staff state states strategy summit task team
    terrorism training union unit university workshop
    """
NOUNS = frozenset(_NOUNS_TEXT.split())
"""Common nouns of which names of offices and events are made; in lower case."""

_FIRMS_TEXT = """
    western union; general electric; general motors; new york times; the new york times; human rights watch;
    amnesty international; transparency international; international crisis group; international alert;
    world border security congress; border security report; microsoft office; security union
    """
FIRMS = frozenset(firm.strip() for firm in _FIRMS_TEXT.split(";"))
"""Firms, papers and societies that Russian texts name in Latin letters, too; in lower case."""

SERIES = re.compile(
    r"(?:United Nations|League of Nations),[ \u00a0]\u2060+[A-Z][^\u2060]*\u2060+"
    r"(?:,[ \u00a0](?:vols?\.|[Nn]os?\.|pp?\.|part|sect\.|annex|Supplement[ \u00a0]No\.)[ \u00a0][\w./–-]*\w)*"
)
"""A publication of the United Nations, cited as it was published; in a text whose signs of markup are veiled."""
