"""Words of tone and denial that lists of stop words name, though they are the point of a comment: praise, blame, no.

Language by language, since a union would keep what means nothing elsewhere (French "pas", Azerbaijani "men"); praise
and blame alike, since a list that keeps one of them would make the words of a report speak for it.
"""

# Spelled in lower case with their letters; `stop_words` folds them as it folds the lists.
TONE = {
    "az": """yox yoxdur deyil deyildir heç heçnə xeyr əsla qətiyyən qarşı əleyhinə lehinə bəli
        yaxşı yaxşıdır gözəl əla düz düzgün sağ sağol təşəkkür afərin nəhayət razı həqiqətən möhtəşəm
        pis pisdir heyif təəssüf bərbad səhv yanlış biabır ayıb rəzil axmaq yalan""",
    "tr": """hayır değil yok yoktur hiç hiçbir asla hiçkimse karşı evet
        iyi güzel harika doğru teşekkür teşekkürler sağol helal nihayet sonunda mükemmel mutlu gayet keşke lütfen
        kötü yanlış maalesef yazık berbat rezalet boşuna sorun yalan üzgün saçma""",
    "ru": """не нет ни никто никогда ничего нельзя против без никак нету да
        хорошо хороший хорошая лучше лучший прекрасно отлично спасибо друг друзья правда мир наконец люблю рад счастье
        плохо плохой плохая хуже ужасно ужас жаль зря деньги война ложь бред позор""",
    "uk": """не ні ніхто ніколи нічого проти без
        добре добрий краще гарно дякую друг правда мир нарешті
        погано поганий гірше жаль шкода брехня ганьба війна""",
    "en": """no not nor never nothing nobody none cannot against without yes isn aren wasn weren don doesn didn won
        wouldn couldn shouldn hasn haven hadn ain mustn needn can't won't don't isn't aren't
        good great best better well nice right true thank thanks appreciate welcome interesting like liked love proud
        happy glad fine hopefully finally greetings awfully
        bad worse worst wrong false sorry unfortunately serious seriously problem problems trouble fail poor sad stop
        hate awful ill useless sucks zero""",
    "de": """nicht kein keine keinen keinem keiner keines nie niemals nichts niemand nein gegen ohne ja nirgends
        gut gute guter gutes besser beste besten richtig danke wichtig gern gerne schön recht wohl
        schlecht schlechter schlimm falsch leider unmöglich""",
    "es": """no nunca nada nadie ningún ninguna ninguno jamás contra sin sí tampoco
        bien bueno buena buenos buenas mejor mejores verdad verdadero gracias bonito
        mal malo mala malos malas peor mentira lástima""",
    "fr": """non pas jamais rien personne aucun aucune contre sans oui ni
        bien bon bonne bons mieux meilleur meilleure vrai merci bravo parfait parfaitement
        mal mauvais mauvaise pire faux hélas""",
    "it": """no non mai niente nessuno nessuna nulla contro senza sì
        bene buono buona buoni meglio migliore grazie giusto vero bravo
        male cattivo cattiva peggio peggiore falso purtroppo""",
    "pt": """não nunca nada ninguém nenhum nenhuma jamais contra sem sim nem
        bem bom boa bons boas melhor melhores obrigado obrigada verdade certo certamente
        mal mau má maus pior errado mentira infelizmente""",
    "hi": """नहीं न ना मत कभी नही बिना हाँ
        अच्छा अच्छी अच्छे ठीक सही धन्यवाद बढ़िया
        बुरा बुरी बुरे गलत खराब""",
    "ar": """لا لم لن ليس ليست لست غير ضد بدون دون نعم كلا أبدا
        خير جيد جيدة أفضل صحيح شكرا جميل نعم
        سيئ سيء أسوأ خطأ للأسف بئس شر""",
    "fa": """نه نیست هیچ هرگز بدون ضد علیه بله خیر
        خوب بهتر بهترین درست ممنون عالی خوشبختانه
        بد بدتر بدترین غلط متاسفانه""",
    "kk": """жоқ емес ешкім ешқашан ештеңе қарсы иә
        жақсы рахмет керемет дұрыс тамаша
        жаман өкінішті бұрыс өтірік""",
    "uz": """yo'q emas hech hechkim qarshi ha
        yaxshi rahmat zo'r ajoyib to'g'ri
        yomon afsus noto'g'ri yolg'on""",
}
