"""Words that report speech, as data: how it is said (verbs), how many say it, what is no person (places of speech).

Everything is compared after `text.lower`, which maps İ, I and ı to i. An entry of two words matches two words in a row.
"""

import re
from functools import lru_cache

from sentiment.text import lower


def table(words: str) -> frozenset[str]:
    """Split a table on commas and line ends."""
    return frozenset(entry.strip() for entry in re.split(r"[,\n]", lower(words)) if entry.strip())


VERBS = table("""
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
    commenting, wondered, wonders, exclaimed, mused, suggested, suggests, predicted, urged, agreed, read, reads
    lamented, recounted, called, calls, described, describes, reacted
    adlandırıb, adlandırdı, nitelendirdi, назвал, назвала, назвали, называет
    yazılıb, deyilir, deyilib, bildirilir, bildirilib, qeyd olunur, qeyd edilir, deyirlər
    rəy bildirib, yazmışdı, demişdi
    təşəkkür edib, şikayət edib, şikayət etdi, zarafat edib, etiraz edib, şərhini edib, şərh etdi, şərhini bölüşüb
    rəyini bölüşüb, sevincini bölüşüb, fikrini bölüşdü, açıqlamasında bulunub, dilə gətirib
    denildi, deniliyor, yazıldı, yazan, yorum yaptı, yorumunu yapan, yorumunu yapıyor, yorumunu paylaştı
    yorumunu bıraktı, açıklamasında bulundu, paylaşımında bulundu, paylaşımını yaptı, paylaşımı yaptı, notunu düştü
    notunu paylaştı, mesajını verdi, mesajını paylaştı, mesajını yazdı, cevabını verdi, tepkisini gösterdi
    tepki gösterdi, sitem etti, isyan etti, şikayet etti, teşekkür etti, espri yaptı, şakası yaptı, sorusunu sordu
    görüşünü paylaştı, görüşünü dile, diye konuştu, diyerek
    комментирует, комментируют, прокомментировали, иронизирует, недоумевает, недоумевают, радуется, радуются
    жалуется, жалуются, делится, делятся, воскликнул, воскликнула, восклицает, удивился, удивилась, удивляется
    шутят, пошутила, возмущается, возмущаются, отреагировал, отреагировала, поблагодарил, поблагодарила, говорится
    гласит, вопрошает, спрашивают, отвечают, ответили, добавили, добавляют, рассудил, рассудила, парировал, парировала
    пообещал, пообещала, пообещали, обещает, призвал, призвала, заверил, заверила, danışıb, demişti, söylemişti
    yazmıştı
    uyarısında bulundu, çağrısında bulundu, iddiasında bulundu, vəd edib, xəbərdar edib, söz verib, promised, vowed
    спросили, возразил, возразила, возразили, воскликнули, оставил комментарий, оставила комментарий
    laughed, laughs, smiled, smiles, sighed, sighs, shrugged, shrugs, acknowledged, acknowledges
    gülür, güldü, gülümsəyir, əmindir, inanır, güman edir, ümid edir, nəzərə çatdırıb, diqqətə çatdırıb, gileylənib
    gileylənir
    derken, değerlendirmesini yaptı, değerlendirmesi yaptı, yakındı, gülüyor, ifadesine yer verdi, ifadelerine yer verdi
    eleştirisinde bulundu, eleştirisini yaptı
    смеётся, смеется, смеются, засмеялся, засмеялась, улыбается, улыбнулся, улыбнулась, вздыхает, вздохнул, вздохнула
    негодует, сетует, рассуждает, резюмировал, резюмировала, указал, указала, указывает
""")
# These bind to the quote before them even where no comma stands between.
QUOTATIVES = table("""
    dedi, deyib, deyə, deyən, deye, diye, diyen, şeklinde, ifadelerini, ifadesini, ifadələrini
    şərhini, şərhi, rəyini, yorumunu, yorumu, ifadəsini, sözlərini, sözlerini, sualını, sorusunu, cavabını, cevabını
    uyarısında, çağrısında, iddiasında, yanıtını, mesajını, notunu, yorumunda, paylaşımında, açıklamasında, diyerek
    deyərək, diyor, derken, sözleriyle, sözləriylə, değerlendirmesini, değerlendirmesi, eleştirisini
""")
OF_SPEAKER = table("""
    according to, по словам, по мнению, по оценке, по версии, по данным, по информации, со слов
    по выражению, по утверждению, по признанию, по заявлению, по сообщению, по убеждению, по подсчётам, по подсчетам
""")  # the speaker follows, inflected
SPEAKER_OF = table("""
    sözlərinə görə, dediyinə görə, fikrinə görə, sözlərinə əsasən, fikrincə, sözlerine göre, görüşüne göre,
""")  # the speaker stands before, inflected
DATIVE_OF = table("göre, görə")  # the same, alone, where it is no "plana görə"
PRONOUNS = table("""
    he, she, they, it, i, we, who, o, onlar, ona, onun, kim, biz, mən, ben, он, она, они, ему, его, её, ее, кто, мы, я
    вы
""")
# What may stand between a quote and its verb without being the subject.
FILLERS = table("""
    deyə, diye, deyib, şeklinde, as, so, also, then, and, but, has, had, как, так, и, а, об, этом, это, же, такое, о
    чем, чём, bunu, bu, barədə, haqda, də, da, de, also, later, ayrıca, həmçinin, также, ve, və
""")
ANAPHORS = table("bunu, bu, об, такое, this, these, those, şunları, bunları")  # "Bunu ekspert X deyib."
PREPOSITIONS = table("""
    в, во, на, для, при, из, с, со, к, о, об, по, у, in, on, at, to, via, during, after, through, with, about, of, for
""")
PLACES = table("of, in, at, on, from, during, в, во, на, из, с, со, к, о, об, по, у")  # what follows is no subject
ON_PAGE = table("""
    belə, böyle, sosial, şəbəkədə, şəbəkələrdə, səhifəsində, hesabında, hesabından, paylaşımında, statusunda, sosyal
    medyada, medya, sayfasında, facebook, tiktok, instagram, twitter, x, telegram, youtube
""")  # where it is written, between a quote and its verb
THAT = table("that, что, чтобы, ki")  # a verb with one of these is of the next clause
# Who says it when "of the users" follows, or "istifadəçilərdən" goes before.
ONE = table("one, biri, birisi, один, одна, кто-то")
PORTIONS = table("часть, большинство, двое, трое, несколько, сотни, тысячи, десятки, множество")
QUANTITIES = (
    ONE
    | PORTIONS
    | table("""
    bir, bəziləri, bəzisi, çoxu, əksəriyyəti, bazıları, bazısı, birkaçı, çoğu, kimi, ikisi
    одного, одной, одно, некоторые, многие
""")
)
# A sentence that begins so tells of its own speaker only after the first comma: Though Trump was silent, Kelly said.
SUBORDINATORS = table("""
    though, although, while, because, as, since, when, after, before, if, asked, speaking, commenting
    хотя, пока, когда, если, после, отвечая, комментируя
""")
# Whose words "слова мэра Сергея Орлова" are, in the genitive.
TOPICS = table("isə, ise, da, də, de, же")  # after a subject: o isə
CITED = table("quoted, quotes, quoting, cited, cites, citing")
QUOTES = table("процитировал, процитировала, цитирует, цитируют")
ADDING = table("""
    adding, добавив, отметив, подчеркнув, заявив, пояснив, уточнив, напомнив, сообщив
    əlavə edərək, bildirərək, ekleyerek
""")  # the same speaker says one more thing
WORDS = table("sözlərini, sözlerini, fikrini, ifadəsini, ifadesini, ifadələrini, ifadelerini, sözünü")
UTTERANCES = table(
    "слова, мнение, заявление, высказывание, комментарий, сообщение, пост, ответ, реплика, фраза, цитата"
)
# What an institution says something in: говорится в сообщении министерства.
DOCUMENTS = table("""
    сообщении, заявлении, пресс-релизе, ответе, письме, отчёте, докладе, публикации, комментарии, statement, report
    letter
    release, post
""")
INTERROGATIVES = table("""
    when, why, who, what, how, where, whether, когда, почему, зачем, кто, где, как, сколько, nə, niyə, kim, harada, neçə
    ne, neden, niçin, nasıl, nerede
""")
TIES = table("deyə, diye, diyerek, deyərək")  # any verb behind them is one of speech
CONJUNCTIONS = table("and, və, ve, и, ilə, ile")

# A capitalised run with one of these is an institution, not a person: the author stays null.
ORGANISATIONS = table("""
    agency, university, institute, party, bank, committee, company, council, news, radio, television, watch, association
    holding, service, center, centre, union, times, post, international, group, foundation, court, parliament, network
    mps, senate, госдума, госдумы, думы
    agentliyi, universiteti, institutu, partiyası, bankı, komitəsi, şirkəti, şurası, mərkəzi, birliyi, fondu, yolları
    məhkəməsi, məclis, məclisi, xidməti, qrupu, televiziyası, respublikası, assosiasiyası
    ajansı, üniversitesi, enstitüsü, partisi, bankası, şirketi, kurulu, kurumu, derneği, vakfı, merkezi, haber, gazetesi
    агентство, университет, институт, партия, банк, комитет, компания, совет, центр, служба, радио, новости, союз, фонд
    суд, свобода, газета, республика
""")
# Outlets, platforms and capitalised words that begin a sentence: never (part of) a name.
NO_NAMES = table("""
    facebook, tiktok, instagram, twitter, x, telegram, youtube, whatsapp, vk, threads, reddit, linkedin, google, meta
    jamnews, reuters, bbc, afp, cnn, report, apa, trend, azertac, azərtac, turan, anadolu, meydan, wikipedia, вконтакте
    тикток, фейсбук, инстаграм, телеграм, ютуб, твиттер, рбк, тасс, коммерсантъ, медуза
    the, a, an, this, that, these, those, one, some, many, another, other, others, but, and, so, when, while, if, as, in
    on, at, for, from, after, before, meanwhile, however, also, then, later, earlier, today, yesterday, here, there
    critics, people, users, according, monday, tuesday, wednesday, thursday, friday, saturday, sunday, mr, mrs, ms, dr
    partili, partilisi, partiyalı
    bu, bir, bəzi, amma, lakin, isə, daha, həmin, bunu, onun, eyni, sonra, dünən, bugün, ayrıca, ancak, ise, bazı, sayın
    bəy, xanım, bey, hanım, cənab, günü, digər, başqa, diğer, başka
    это, этот, эта, как, так, но, и, а, в, на, по, об, один, одна, другой, другая, также, тем, между, сегодня, вчера
    we, i, though, although, because, since, until, unless, whereas, despite, last, next, asked, speaking, even, still
    yet
    now, tomorrow, our, my, his, her, its, their, your, there, what, why, how, where, who, nobody, everybody, both, each
    several, most, few, all, no, not, according, citing, quoting, former, dear
    хотя, пока, если, когда, затем, потом, теперь, поскольку, слова, ещё, уже, наш, мой, его, её, их, ваш, что, почему
    где
    никто, все, многие, каждый, бывший, по, напомним, отметим, госдума, кремль
    çünki, əgər, hərçənd, buna, belə, bizim, mənim, keçən, ötən, əvvəlki, həmçinin, indi, hər, heç, onların, sizin, nə
    niyə
    çünkü, eğer, rağmen, şimdi, geçen, önceki, benim, bunun, üzerine, öte, her, hiç, onların, neden, eski, dün
    при, однако, после, ранее, позже, такое, некоторые, многие, азербайджан, azərbaycan, azerbaijan, azerbaycan, türkiye
    baku, bakı, bakü, баку, turkey, russia, россия, москва, moscow, istanbul, ankara
""")
# A paragraph with one of these and a colon introduces a list of comments nobody signed.
COMMENT_LISTS = table("""
    comments, commenters, readers, reactions, replies, users, netizens, subscribers, followers
    şərhlər, şərhləri, şərhlərdən, şərhlərində
    rəylər, rəyləri, rəylərdən, istifadəçilər, istifadəçilərin, istifadəçiləri, istifadəçilərinin
    yorumlar, yorumları, yorumlardan, yorumlarda, kullanıcılar, kullanıcıları, kullanıcıların, kullanıcılarının
    online, takipçiler, izləyicilər, oxucular, oxucuların, okurlar, okurların, tepkiler, tepkileri, tepkilerden
    reaksiyalar, medyada, şəbəkələrdə, соцсетях, соцсети, сети, читатели, читателей
    комментарии, комментариев, комментариях, отзывы, реакции, пользователи, пользователей, подписчики, юзеры
""")


# The same in any case: Nəqliyyat Nazirliyindən.
ORGANISATION = re.compile(
    r"(?:nazirliy|agentliy|universitet|komitəs|bələdiyyə|idarəs|bakanlığ|belediyes|müdürlüğ|üniversites|derneğ|министерств|"
    r"мин(?:цифр|здрав|оборон|фин|транс|эконом|юст|культ|обр|просв|энерго|труд|строй|пром)|роскомнадзор|центробанк|госдум|"
    r"kabinet|агентств|комитет|университет|мэри[июе]|partiyas|fondu|şirkət|mərkəz|institut|birliy|cəmiyyət|federasiya|partis|şirket|"
    r"vakf|kurumu|sendikas|barosu|партии|партией|федерац|ассоциац)\w*"
)


@lru_cache(maxsize=1 << 16)
def verb(word: str, following: str) -> int:
    """Return how many of the two lowered words make a reporting verb: 0, 1 or 2."""
    if f"{word} {following}" in VERBS:
        return 2
    return int(word in VERBS or (word.endswith(("lar", "ler", "lər")) and word[:-3] in VERBS))
