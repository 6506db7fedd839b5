"""Words in, the group of a speaker out: occupations and other roles in four languages.

Everything is compared after `text.lower`, which maps İ, I and ı to i. An entry of two words matches two words in a row.
"""

import re
from functools import lru_cache

from sentiment.article.reporting import QUANTITIES, table

# Nominative, because in "— сказал он журналисту" the inflected word is not the speaker.
ROLES: dict[str, str] = {
    role: group
    for group, words in {
        "expert": """
            expert, analyst, specialist, researcher, scholar, scientist, economist, sociologist, psychologist, professor
            political scientist, political analyst, lecturer, prof, historian, philosopher, linguist, consultant
            commentator
            ekspert, mütəxəssis, analitik, iqtisadçı, politoloq, sosioloq, psixoloq, tədqiqatçı, alim, şərhçi, tarixçi
            filosof, dilçi, məsləhətçi, uzman, uzmanı, analist, ekonomist, iktisatçı, akademisyen, sosyolog, psikolog
            profesör, araştırmacı, siyaset bilimci, siyaset bilimcisi, tarihçi, dilbilimci, danışman
            эксперт, специалист, аналитик, экономист, политолог, социолог, психолог, профессор, исследователь
            исследовательница, учёный, ученый, историк, философ, лингвист, консультант, востоковед
        """,
        "official": """
            minister, ministry, official, spokesperson, spokesman, spokeswoman, president, governor, mayor, ambassador
            council, city hall, adviser, advisor, attorney general, chancellor, secretary of, envoy, mayoral office
            bələdiyyə, icra hakimiyyəti, belediye, danışmanı, başqan, hakim, yargıç, мэрия, мэрии, пресс-служба
            пресс-службе, администрация
            prime minister, deputy minister, press secretary, head of, chairman of, chairwoman of, chair of, government
            department, authorities, police, judge, prosecutor, councillor, commissioner
            nazir, nazir müavini, baş nazir, rəhbər, nazirlik, nazirliy, rəsmi, məmur, prezident, mətbuat katibi
            səfir, sədr, idarə, hökumət, polis, prokuror, müşavir, qubernator, müavin, icra başçısı, işçi qrup
            bakan, bakanlık, bakanlığ, başbakan, sözcü, yetkili, cumhurbaşkanı, başkan, başkanı, vali, büyükelçi
            mətbuat xidmət, hükümet, savcı, müsteşar, yardımcısı, kaymakam, muhtar
            министр, министерство, замминистра, премьер-министр, премьер, чиновник, чиновница, президент, губернатор
            мэр, посол, пресс-секретарь, представитель, представительница, глава, начальник, правительство, ведомство
            полиция, судья, прокурор, советник, заместитель
        """,
        "politician": """
            mp, mep, congressman, congresswoman, parliamentarian, legislator, politician, lawmaker, senator, deputy
            member of, opposition leader, siyasətçi, deputat, millət vəkili
            siyasetçi, milletvekili, депутат, политик, сенатор, оппозиционер
        """,
        "journalist": """
            journalist, reporter, editor, columnist, correspondent, news anchor, presenter, jurnalist, müxbir, redaktor
            aparıcı, gazeteci, muhabir, editör, köşe yazarı, sunucu, журналист, журналистка, корреспондент, редактор
            обозреватель, телеведущий, телеведущая, колумнист
        """,
        "writer": """
            writer, novelist, poet, author, essayist, playwright, screenwriter, yazıçı, şair, publisist, dramaturq
            ssenarist, yazar, romancı, senarist, писатель, писательница, поэт, поэтесса, публицист, драматург, сценарист
        """,
        "artist": """
            artist, singer, actor, actress, musician, rapper, composer, filmmaker, painter, photographer, designer
            dancer, comedian, müğənni, aktyor, aktrisa, musiqiçi, bəstəkar, rejissor, rəssam, fotoqraf, dizayner
            rəqqasə, repçi, şarkıcı, oyuncu, müzisyen, besteci, yönetmen, ressam, fotoğrafçı, tasarımcı, komedyen
            sanatçı, sənətçi, певец, певица, актёр, актер, актриса, музыкант, рэпер, композитор, режиссёр, режиссер
            художник, художница, фотограф, дизайнер, танцор, комик, артист, артистка
        """,
        "teacher": """
            teacher, schoolteacher, tutor, educator, müəllim, müəllimə, tərbiyəçi, öğretmen, öğretim görevlisi
            eğitimci, hoca, учитель, учительница, преподаватель, преподавательница, педагог, воспитательница
        """,
        "student": """
            student, pupil, schoolboy, schoolgirl, undergraduate, tələbə, şagird, magistrant, doktorant, öğrenci
            студент, студентка, школьник, школьница, ученик, ученица, аспирант, аспирантка
        """,
        "doctor": """
            doctor, physician, surgeon, nurse, paramedic, dentist, psychiatrist, paediatrician, pediatrician, pharmacist
            həkim, cərrah, tibb bacısı, stomatoloq, psixiatr, pediatr, əczaçı, doktor, hekim, cerrah, hemşire
            diş hekimi, psikiyatr, psikiyatrist, eczacı, врач, доктор, хирург, медсестра, стоматолог, психиатр
            терапевт, педиатр, фармацевт
        """,
        "engineer": """
            engineer, programmer, developer, architect, mühəndis, proqramçı, memar, mühendis, yazılımcı, programcı
            yazılım geliştirici, mimar, инженер, программист, программистка, разработчик, архитектор
        """,
        "athlete": """
            athlete, footballer, football player, coach, boxer, wrestler, chess player, idmançı, futbolçu, məşqçi
            boksçu, güləşçi, şahmatçı, sporcu, futbolcu, antrenör, boksör, güreşçi, спортсмен, спортсменка, футболист
            тренер, боксёр, боксер, шахматист, шахматистка
        """,
        "worker": """
            worker, employee, driver, farmer, cashier, waiter, waitress, courier, hairdresser, cook, baker, miner
            fəhlə, işçi, sürücü, fermer, əkinçi, satıcı, kassir, ofisiant, kuryer, bərbər, dərzi, aşpaz, şoför, taksici
            çiftçi, kasiyer, garson, kurye, berber, kuaför, terzi, aşçı, madenci, сотрудник, сотрудница
            водитель, таксист, фермер, продавец, продавщица, кассир, официант, официантка, курьер, парикмахер, повар
        """,
        "clergy": """
            priest, imam, rabbi, cleric, theologian, mufti, axund, ilahiyyatçı, müfti, ilahiyatçı, müftü, священник
            имам
            раввин, муфтий, богослов
        """,
        "lawyer": "lawyer, attorney, solicitor, hüquqşünas, vəkil, avukat, hukukçu, адвокат, юрист",
        "activist": """
            activist, rights defender, human-rights defender, campaigner, volunteer, fəal, hüquq müdafiəçi, könüllü
            feminist, aktivist, gönüllü, активист, активистка, правозащитник, правозащитница, волонтёр, волонтер
            феминистка
        """,
        "business": """
            businessman, businesswoman, entrepreneur, ceo, director, founder, co-founder, investor, manager, shopkeeper
            sahibkar, iş adamı, direktor, təsisçi, menecer, iş insanı, girişimci, müdür, direktör, kurucu, esnaf, tüccar
            предприниматель, предпринимательница, бизнесмен, директор, гендиректор, основатель, основательница, менеджер
            инвестор, владелец, владелица
        """,
        "blogger": """
            blogger, vlogger, influencer, youtuber, tiktoker, streamer, podcaster, content creator, bloger, bloqer
            bloqçu, inflüenser, tiktokçu, kontent yaradıcısı, blogcu, fenomen, yayıncı, içerik üretici, блогер
            блогерша, блоггер, инфлюенсер, тиктокер, тиктокерша, ютубер, стример
        """,
        "resident": """
            resident, citizen, eyewitness, witness, pensioner, passer-by, neighbour, neighbor, villager, passenger
            housewife, sakin, vətəndaş, şahid, təqaüdçü, qonşu, sərnişin, kəndli, evdar qadın, vatandaş, görgü tanığı
            emekli, komşu, yolcu, köylü, ev hanımı, житель, жительница, горожанин, горожанка, гражданин, гражданка
            очевидец, пенсионер, пенсионерка, сосед, соседка, пассажир, пассажирка, прохожий, прохожая, домохозяйка
        """,
        "parent": "parent, mother of, father of, valideyn, родитель, мать, мама, отец",
        "user": """
            user, subscriber, follower, reader, netizen, oxucu, okur, okuyucu, istifadəçi, izləyici, abunəçi, kullanıcı
            takipçi, пользователь, пользовательница, подписчик, подписчица, юзер, читатель, читательница
        """,
        "commenter": """
            commenter, комментатор, şərh yazan, yorumcu, one comment, another comment, comment read, comment reads
            şərhlərdən birində, bir şərhdə, yorumlardan birinde, bir yorumda, один комментарий, одном комментарии
        """,
    }.items()
    for role in sorted(table(words))
}
TITLES = table("prof, dr, doç, dos, akad, ord")  # a dot behind them ends no sentence
HONORIFICS = table("müəllim, müəllimə, həkim, öğretmen, hoca")  # behind a first name: Əli müəllim
NAMED = table("adlı, adında, isimli, rumuzlu, ləqəbli, nikli, named")  # between a name and its role
SURNAMES = table("""
    baker, cook, farmer, driver, singer, painter, judge, priest, miner, coach, yazar, bakan, başkan, şair, hoca, poet
""")  # behind a first name, part of it: Bob Singer
# Occupations that no table lists, where a capital makes them look like a first name.
TRADE = re.compile(
    r"\w{4,}[cç][iuü]|\w{4,}ist|\w{3,}(?:şünas|olo[gq]|тель|льница|щи[кц]а?|чик|чица|олог|овед|граф|ист|истка)"
)

# "hüquq müdafiəçisi", "bloggers", "istifadəçilər", "эксперты"; before "biri", what stands for "of them".
_ENDING = re.compile(r"s|es|ы|(?:l[aeə]r)?(?:s?[iuü])?")
_OF_THEM = re.compile(r"l[aeə]r(?:in|imiz)?(?:d[aeə]n|in)")
_STEMS = {role[:-1]: group for role, group in ROLES.items() if len(role) > 5 and role[-1] in "ьаоя"}  # жител-и, -ей


@lru_cache(maxsize=1 << 16)
def role(word: str, following: str = "", inflected: bool = False) -> str | None:
    """Return the group of a lowered word, or of it and the word after it, if it names a role."""
    for entry in (f"{word} {following}", word):
        for cut in range(len(entry), max(min(2, len(entry) - 1), len(entry) - 7), -1):
            stem, ending = entry[:cut], entry[cut:]
            if (group := ROLES.get(stem)) and (inflected or _ENDING.fullmatch(ending)):
                return group
            if (group := _STEMS.get(stem)) and (inflected or ending in ("и", "ы")):
                return group
    if following in QUANTITIES and (match := _OF_THEM.search(word)) and match.end() == len(word):
        return ROLES.get(word[: match.start()])
    return None
