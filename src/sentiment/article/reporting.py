"""Words that report speech, as data: who says (roles), how it is said (verbs), what is no person (places of speech).

Everything is compared after `text.lower`, which maps İ, I and ı to i. An entry of two words matches two words in a row.
"""

import re
from functools import lru_cache

from sentiment.text import lower


def _table(words: str) -> frozenset[str]:
    """Split a table on commas and line ends."""
    return frozenset(entry.strip() for entry in re.split(r"[,\n]", lower(words)) if entry.strip())


VERBS = _table("""
    said, says, say, saying, told, tells, wrote, writes, write, writing, added, adds, noted, notes, stated, states
    explained, explains, claimed, claims, argued, argues, believes, believe, thinks, thought, commented
    posted, tweeted
    stressed, emphasized, emphasised, continued, asked, asks, replied, answered, warned, complained, joked, admitted
    insisted, concluded, recalled, remarked, observed, declared, announced, confirmed, shared, quipped, responded
    dedi, deyib, deyir, deyirdi, deyən, söylədi, söyləyib, söyləyir, bildirib, bildirdi, bildirir, bildirmişdir
    yazıb, yazdı, yazır, qeyd edib, qeyd etdi, qeyd edir, əlavə edib, əlavə etdi, əlavə edir, vurğulayıb, vurğuladı
    hesab edir, düşünür, açıqlayıb, paylaşıb, şərh edib, şərh yazıb, cavab verib, soruşub, xatırladıb, iddia edib
    fikrini bölüşüb, ifadə edib, etiraf edib, xəbərdarlıq edib
    diyor, demiş, diyen, söyledi, söylüyor, belirtti, belirtiyor, ifade etti, kaydetti, yazdı, yazıyor, yazmış
    ekledi
    vurguladı, açıkladı, konuştu, anlattı, sordu, yanıtladı, yanıt verdi, yanıtını verdi, cevap verdi, savundu
    iddia etti, düşünüyor, paylaştı, dile getirdi, aktardı, uyardı, değerlendirmesinde bulundu, ifadelerini kullandı
    ifadesini kullanan, ifadelerini kullanan, ifadələrini işlədən, ifadesini kullandı
    yorumunu yaptı
    yorumunda bulundu
    ifadələrini işlədib
    сказал, сказала, сказали, сказано, заявил, заявила, заявили, заявляет, написал, написала, написали, пишет, пишут
    отметил, отметила, отметили, отмечает, сообщил, сообщила, сообщили, сообщает, добавил, добавила, добавляет
    подчеркнул, подчеркнула, подчеркивает, подчёркивает, пояснил, пояснила, поясняет, объяснил, объяснила, объясняет
    рассказал, рассказала, рассказали, рассказывает, считает, считают, думает, думают, говорит, говорят
    уверен, уверена
    полагает, напомнил, напомнила, признался, призналась, ответил, ответила, спросил, спросила, возмутился
    возмутилась
    поделился, поделилась, прокомментировал, прокомментировала, подтвердил, подтвердила, заключил, заключила
    спрашивает, отвечает, уточняет, напоминает, заключает, продолжает, признаётся, признается, убеждена, убеждён
    убежден, продолжил, продолжила, предупредил, предупредила, пожаловался, пожаловалась, уточнил, уточнила
    шутит, пошутил
""")
# These bind to the quote before them even where no comma stands between.
QUOTATIVES = _table("dedi, deyib, deyə, deyən, deye, diye, diyen, şeklinde, ifadelerini, ifadesini, ifadələrini")
OF_SPEAKER = _table("according to, по словам, по мнению, по оценке, по версии")  # the speaker follows, inflected
SPEAKER_OF = _table("""
    sözlərinə görə, dediyinə görə, fikrinə görə, sözlərinə əsasən, fikrincə, sözlerine göre, görüşüne göre, göre
""")  # the speaker stands before, inflected
PRONOUNS = _table("he, she, they, it, i, we, o, onlar, он, она, они, ona, onun, ему, его, её, ее, кто, who, kim")
# What may stand between a quote and its verb without being the subject.
FILLERS = _table("""
    deyə, diye, deyib, şeklinde, as, so, also, then, and, but, has, had, как, так, и, а, об, этом, это, же, такое, о
    чем, чём, bunu, bu, barədə, haqda, də, da, de, also, later, ayrıca, həmçinin, также, ve, və
""")
ANAPHORS = _table("bunu, bu, об, такое, this, these, those, şunları, bunları")  # "Bunu ekspert X deyib."
PREPOSITIONS = _table("""
    в, во, на, для, при, из, с, со, к, о, об, по, у, in, on, at, to, via, during, after, through, with, about, of, for
""")
PLACES = _table("of, in, at, on, from, during, в, во, на, из, с, со, к, о, об, по, у")  # what follows is no subject
CONJUNCTIONS = _table("and, və, ve, и, ilə, ile")

# Nominative, because in "— сказал он журналисту" the inflected word is not the speaker.
ROLES: dict[str, str] = {
    role: group
    for group, words in {
        "expert": """
            expert, analyst, specialist, researcher, scholar, scientist, economist, sociologist, psychologist, professor
            political scientist, political analyst, lecturer, prof, ekspert, mütəxəssis, analitik, iqtisadçı, politoloq
            sosioloq, psixoloq, tədqiqatçı, alim, şərhçi, uzman, uzmanı, analist, ekonomist, iktisatçı, akademisyen
            sosyolog, psikolog, profesör, araştırmacı, siyaset bilimci, эксперт, специалист, аналитик, экономист
            политолог, социолог, психолог, профессор, исследователь, исследовательница, учёный, ученый
        """,
        "official": """
            minister, ministry, official, spokesperson, spokesman, spokeswoman, president, governor, mayor, ambassador
            deputy minister, press secretary, head of, chairman of, chairwoman of, chair of, government
            department, authorities, police
            nazir, nazir müavini, rəhbər, nazirlik, nazirliy, rəsmi, məmur, prezident, mətbuat katibi
            səfir, sədr, idarə, hökumət, polis
            bakan, bakanlık, bakanlığ, sözcü, yetkili, cumhurbaşkanı, başkan, başkanı, vali, büyükelçi, hükümet
            министр, министерство, замминистра, чиновник, чиновница, президент, губернатор, мэр, посол, пресс-секретарь
            представитель, представительница, глава, начальник, правительство, ведомство, полиция
        """,
        "politician": """
            politician, lawmaker, senator, deputy, member of, opposition leader, siyasətçi, deputat, millət vəkili
            siyasetçi, milletvekili, депутат, политик, сенатор, оппозиционер
        """,
        "journalist": """
            journalist, reporter, editor, columnist, jurnalist, müxbir, redaktor, gazeteci, muhabir, editör, köşe yazarı
            журналист, журналистка, корреспондент, редактор, обозреватель
        """,
        "lawyer": "lawyer, attorney, hüquqşünas, vəkil, avukat, hukukçu, адвокат, юрист",
        "activist": """
            activist, rights defender, human-rights defender, fəal, hüquq müdafiəçi, aktivist, активист, активистка
            правозащитник, правозащитница
        """,
        "business": """
            businessman, businesswoman, entrepreneur, ceo, director, sahibkar, iş adamı, direktor, iş insanı, girişimci
            müdür, direktör, предприниматель, предпринимательница, бизнесмен, директор, гендиректор
        """,
        "blogger": """
            blogger, vlogger, influencer, youtuber, tiktoker, bloger, bloqer, bloqçu, inflüenser, tiktoker, tiktokçu
            blogcu, fenomen, блогер, блогерша, блоггер, инфлюенсер, тиктокер, тиктокерша, ютубер
        """,
        "resident": """
            resident, citizen, eyewitness, witness, pensioner, passer-by, sakin, vətəndaş, şahid, təqaüdçü
            vatandaş, görgü tanığı, emekli, житель, жительница, горожанин, очевидец, пенсионер, пенсионерка
        """,
        "user": """
            user, subscriber, follower, istifadəçi, izləyici, abunəçi, kullanıcı, takipçi, пользователь
            пользовательница, подписчик, подписчица, пользователи, подписчики
        """,
        "commenter": "commenter, commentator, комментатор, комментаторы, şərh yazan, yorumcu",
    }.items()
    for role in sorted(_table(words))
}

# A capitalised run with one of these is an institution, not a person: the author stays null.
ORGANISATIONS = _table("""
    agency, university, institute, party, bank, committee, company, council, news, radio, television, watch, association
    holding, service, center, centre, union, times, post, international, group, foundation, court, parliament, network
    agentliyi, universiteti, institutu, partiyası, bankı, komitəsi, şirkəti, şurası, mərkəzi, birliyi, fondu, yolları
    məhkəməsi, məclis, məclisi, xidməti, qrupu, televiziyası, respublikası, assosiasiyası
    ajansı, üniversitesi, enstitüsü, partisi, bankası, şirketi, kurulu, kurumu, derneği, vakfı, merkezi, haber, gazetesi
    агентство, университет, институт, партия, банк, комитет, компания, совет, центр, служба, радио, новости, союз, фонд
    суд, свобода, газета, республика
""")
# Outlets, platforms and capitalised words that begin a sentence: never (part of) a name.
NO_NAMES = _table("""
    facebook, tiktok, instagram, twitter, x, telegram, youtube, whatsapp, vk, threads, reddit, linkedin, google, meta
    jamnews, reuters, bbc, afp, cnn, report, apa, trend, azertac, azərtac, turan, anadolu, meydan, wikipedia, вконтакте
    тикток, фейсбук, инстаграм, телеграм, ютуб, твиттер, рбк, тасс, коммерсантъ, медуза
    the, a, an, this, that, these, those, one, some, many, another, other, others, but, and, so, when, while, if, as, in
    on, at, for, from, after, before, meanwhile, however, also, then, later, earlier, today, yesterday, here, there
    critics, people, users, according, monday, tuesday, wednesday, thursday, friday, saturday, sunday, mr, mrs, ms, dr
    bu, bir, bəzi, amma, lakin, isə, daha, həmin, bunu, onun, eyni, sonra, dünən, bugün, ayrıca, ancak, ise, bazı, sayın
    bəy, xanım, bey, hanım, cənab, günü, digər, başqa, diğer, başka
    это, этот, эта, как, так, но, и, а, в, на, по, об, один, одна, другой, другая, также, тем, между, сегодня, вчера
    при, однако, после, ранее, позже, такое, некоторые, многие, азербайджан, azərbaycan, azerbaijan, azerbaycan, türkiye
    baku, bakı, bakü, баку, turkey, russia, россия, москва, moscow, istanbul, ankara
""")
# A paragraph with one of these and a colon introduces a list of comments nobody signed.
COMMENT_LISTS = _table("""
    comments, commenters, reactions, replies, users, netizens, subscribers, followers, şərhlər, şərhləri, şərhlərdən
    şərhlərində, rəylər, rəyləri, rəylərdən, istifadəçilər, istifadəçilərin, istifadəçiləri, istifadəçilərinin
    yorumlar, yorumları, yorumlardan, yorumlarda, kullanıcılar, kullanıcıları, kullanıcıların, kullanıcılarının
    комментарии, комментариев, комментариях, отзывы, реакции, пользователи, пользователей, подписчики, юзеры
""")
# "hüquq müdafiəçisi", "bloggers", "istifadəçilər": a role may carry these. Russian roles are listed as they stand.
_ENDING = re.compile(r"s|es|(?:l[aeə]r)?(?:s?[iuü])?")


@lru_cache(maxsize=1 << 16)
def role(word: str, following: str = "", inflected: bool = False) -> str | None:
    """Return the group of a lowered word, or of it and the word after it, if it names a role."""
    for entry in (f"{word} {following}", word):
        for cut in range(len(entry), max(2, len(entry) - 7), -1):
            group = ROLES.get(entry[:cut])
            if group and (inflected or _ENDING.fullmatch(entry[cut:])):
                return group
    return None


@lru_cache(maxsize=1 << 16)
def verb(word: str, following: str = "") -> int:
    """Return how many of the two lowered words make a reporting verb: 0, 1 or 2."""
    if f"{word} {following}" in VERBS:
        return 2
    return int(word in VERBS or (word.endswith(("lar", "ler", "lər")) and word[:-3] in VERBS))
