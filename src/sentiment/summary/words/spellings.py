"""Names that are spelled unlike in Azerbaijani, Turkish, Russian and English: a line holds the spellings of one."""

SPELLINGS = """
tiktok тикток тиктак
youtube yutub ютуб ютюб ютьюб утуб yotube
instagram инстаграм инстаграмм инста insta instaqram
facebook feysbuk фейсбук фб fb feysbuq facebok
whatsapp vatsap ватсап вотсап вацап whatsap watsap
telegram телеграм телеграмм teleqram телега
twitter твиттер твитер tvitter tviter
google гугл quql qugl гугол
iphone айфон ayfon
android андроид
samsung самсунг
apple эппл
netflix нетфликс netfliks
vpn впн
internet интернет инет inet
azerbaijan azerbaycan азербайджан azerbaydjan
turkey turkiye турция
russia rusiya rusya россия
armenia ermenistan армения
georgia gurcustan gurcistan грузия
ukraine ukrayna украина
iran иран
israel israil израиль
palestine felestin filistin палестина
germany almaniya almanya германия
america amerika америка
usa abs abd сша
europe avropa avrupa европа
baku bakı баку
ankara анкара
istanbul стамбул
moscow moskva moskova москва
kiev kyiv киев kiyev
karabakh qarabag karabag карабах
aliyev eliyev алиев
erdogan эрдоган ərdoğan
putin путин
zelensky zelenski зеленский zelenskiy
trump tramp трамп
pashinyan paşinyan пашинян
biden bayden байден
fenerbahce fenerbagce фенербахче
galatasaray qalatasaray галатасарай
besiktas бешикташ
"""
