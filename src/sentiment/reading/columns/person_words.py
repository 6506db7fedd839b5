"""What the words in the name of a column say of whom the column is about, in seven languages."""

PERSON, ADDRESS = "person", "address"
WHO, NAME, SURELY, OTHER, THING = "who", "name", "surely", "other", "thing"

# What a word of a name says, with * for any ending. WHO: a person, whatever unknown words stand beside it. PERSON: who
# it was, where all words beside it are known. NAME: a person's unless a word beside it is unknown (`product name`).
# SURELY: a person's whatever stands beside it. ADDRESS: where to find somebody, or a document of theirs. OTHER: says
# nothing by itself. THING: what is counted, told or judged of a person, and is none.
WORDS: dict[str, str] = {
    WHO: """
        author* user users owner owners commenter commentor commentator* kommentator* poster reviewer sender
        inviter invitee invited steamid
        retweeter reposter uploader complainant
        muellif* istifadeci* yazan* gonderen* sikayetci* serhci*
        yazar* kullanici* yorumcu*
        автор* пользовател* отправител* комментатор*
        nutzer nutzerin benutzer benutzerin autor* verfasser* absender* benutzerkennung
        auteur* utilisateur* expediteur*
        usuario* remitente*""",
    PERSON: """
        profile profiles channel account member members handle handles
        recipient* customer customers client clients respondent respondents visitor subscriber
        follower participant influencer
        guest buyer employee person people speaker creator actor assignee student teacher patient pupil parentname
        consumer* shopper passenger traveler traveller contributor chatter
        voter citizen resident tenant caller from acct did uid secuid avatar* login logins annotator* applicant
        mentions mentioned tagged vertex
        hesab* hesap* profil* musteri* abunec* alici* istirakci* respondent* sexs sexsin
        uye* uyesi katilimci* takipci* kisi kisinin
        аккаунт* профил* клиент* покупател* участник* подписчик* респондент* заявител*
        сотрудник* логин*
        kunde kunden teilnehmer* mitglied* konto kundennummer
        abonne* pseudo* participant* compte
        cliente* participante* cuenta""",
    NAME: """
        name names ad adi adlar* isim ismi isimler* имя имена имени nom noms nombre nombres namen""",
    SURELY: """
        surname* nickname* nick nicks username* screenname* firstname* lastname* fullname* displayname* forename*
        patronymic adiniz* soyad* adsoyad* ataadi isminiz* soyisim* soyismi* adsoyisim* rumuz lakab*
        фамили* отчеств* фио ник ники никнеим* псевдоним* зовут
        vorname* nachname* familienname* nutzername* benutzername* kundenname* autorenname* kontoname* spitzname*
        prenom* surnom* apellido* apodo*""",
    ADDRESS: """
        email* mail mails phone* postal* telephone* tel msisdn fax whatsapp viber ip ipv4 ipv6 ipaddress* remoteaddr*
        address* addr street* zip* postcode* postalcode* passport* ssn iban dob birthday* birthdate* birth
        poct* epoct* eposta* posta telefon* unvan* kuce* dogum* pasport* kimlik* adres* sokak* 
        почт* емеил* имеил* мыло телефон* тел адрес* улица индекс паспорт* инн снилс рожден*
        latitude longitude gps coordinates
        handynummer* mobilnummer* rufnummer* telefonnummer* anschrift* strasse* plz postleitzahl* geburts*
        courriel* adresse* rue naissance correo* telefono* direccion* calle domicilio* nacimiento""",
    OTHER: """
        id ids na на url urls uri link links image img pic picture photo thumbnail* bio description about signature
        number
        num no
        nr code location at e el the your my of a an and or by full first last given family middle maiden display screen
        unique sec real legal public original native in reply to replied replying instagram facebook telegram tiktok
        data node value thread parent root retweeted retweet quote quoted normalized what is snippet item
        s was were whose who which please enter type your
        youtube twitter vk operator agent manager contact home
        work mobile cell personal private electronic remote
        nomre* kod kodu sekil linki ve sizin tam oz ev elaqe* mobil elektron
        numara* kodu resmi cep gsm iletisim elektronik sahsi takma tc
        номер* ид код фото ссылка и ваш ваша ваше ваши свое полное как вас контактн* мобильн* домашн* электронн* эл
        nummer* kennung bild foto ihr ihre und der des die voller vollstandiger
        numero identifiant lien photo votre et de du d l le la complet portable electronique
        foto enlace imagen su tu y del completo codigo electronico movil""",
    THING: """
        rating ratings rated score scores stars star review reviews comment comments feedback opinion* text title
        follower followers following followed friends count counts number_of total statuses posts likes views listed
        favourites favorites karma verified premium blue badge active status type kind segment category tier plan level
        rank age gender sex language lang country city region district timezone created joined registered since updated
        protected default background color banner playtime games played model version brand make opened clicked read
        open rate clicks subject agent satisfaction experience relations interface engagement sentiment group role flag
        bot moderator admin share satisfied happy friendly reported response
        serh serhi rey reyi reyin qiymet* reytinq beyenme* izleyici* sayi sayisi say novu yas* cins* seher* dil dili
        olke* memnun*
        yorum yorumu puan* begeni* yasi cinsiyet* sehir* ulke* durum* tipi turu
        отзыв* комментари* оценк* рейтинг* лайк* число количеств* сколько возраст* пол город* стран* язык* статус* тип
        bewertung* kommentar* anzahl alter geschlecht stadt land sprache rezension*
        avis commentaire* nombre_de ville pays langue
        comentario* resena* puntuacion* ciudad pais idioma edad sexo""",
}  # fmt: skip
# Whole names that their words do not tell.
WHOLE: dict[str, tuple[str, ...]] = {
    PERSON: ("unique id", "posted by", "written by", "liked by", "shared by", "commented by", "created by",
             "submitted by", "account note",
             "reported by", "assigned to", "channel title", "owner channel title", "video owner channel title",
             "device id", "advertising id", "session id", "cookie id", "fingerprint", "user agent", "idfa", "gaid",
             "yorum yapan", "şərh edən", "müraciət edən", "müraciət edən şəxs", "kimdən", "kimden", "от кого",
             "кто написал", "отправлено от", "вкладчик", "контактное лицо", "как к вам обращаться",
             "ata adı", "yorumu yapan", "автор комментария", "автор отзыва", "автор сообщения",
             "auteur du commentaire", "autor del comentario", "autor des kommentars"),
    ADDRESS: ("contact", "contacts", "contact details", "əlaqə", "əlaqə məlumatı", "əlaqə vasitəsi", "iletişim",
              "iletişim bilgileri", "контакт", "контакты", "kontakt", "kontaktdaten", "contacto", "x forwarded for",
              "место жительства", "handy", "fin", "fin kod", "date of birth", "doğum tarixi", "doğum tarihi",
              "дата рождения", "date de naissance", "fecha de nacimiento"),
}  # fmt: skip
