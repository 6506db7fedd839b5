"""What WhatsApp writes into a chat in the place of a message, told by its marks and shape first, by words last.

An iPhone sets U+200E before whatever the application says. On Android its notes stand in <angle brackets>, behind the
name of a file in (parentheses), or are whole sentences: those of deleted messages, calls and the like are listed here
in the languages of most exports.
"""

import re

from sentiment.reading.platforms._chat_heads import MARKS

OWN = "\u200e"  # the iPhone's sign that what follows is not the writer's
_BRACKETS = re.compile(r"<[^<>]{3,100}>")
_FILE = re.compile(r"[^\n/\\]{1,120}\.[A-Za-z0-9]{2,5}")
_ATTACHED = re.compile(rf"{_FILE.pattern} \([^()\d]{{3,40}}\)")
_LINK = re.compile(r"[^\n:]{3,40}: https?://(?:maps\.google|www\.google|goo\.gl/maps|maps\.apple)\S+\s*")
_POLL = re.compile(r"[^\n:]{3,20}:\s?\n(?P<question>[^\n]+)(?:\n[^\n:]{3,20}: [^\n]* \(\W?\d+ [^\n()]+\))+\s*")
_OMITTED = re.compile(
    r"[\w ]{2,30} (?:omitted|weggelassen|dahil edilmedi|daxil edilməyib|отсутствует|не включ[её]н\w?|omitid[oa]s?|"
    r"omitida|absente?|omess[oa]|omis[ea]?|ocultad[oa]|weggelaten|pominięt[oaey]|не додано|utelämnad|utelatt|udeladt)|"
    r"(?:تم استبعاد|تم حذف) .{2,30}|.{1,20} ?(?:已省略|省略|생략됨)|.{2,20} (?:הושמט\w*|حذف شد)"
)
_EDITED = re.compile(  # Android sets no mark before it
    r"\s*<[^<>\n]{0,60}(?:edited|bearbeitet|editad|edited|modifi|bewerkt|edytowan|düzenlendi|düzəliş|изменен|змінено|відредаг|"
    r"diedit|disunting|szerkesz|uprav|редактиран|επεξεργ|chỉnh sửa|تعديل|ویرایش|נערכה|수정|编辑|編輯|編集|संपादित|redig)"
    r"[^<>\n]{0,40}>$",
    re.IGNORECASE,
)
_STICKER = re.compile(
    r"sticker|çıkartma|стикер|stiker|autocollant|naklejka|스티커|贴图|貼圖|ملصق|מדבקה|استیکر|figurinha", re.IGNORECASE
)
_WORDS = {
    "deleted": """This message was deleted|You deleted this message|This message was deleted by admin .*
        |(?:Данное )?[Сс]ообщение удалено|Вы удалили (?:данное )?сообщение|Bu mesaj silindi|Bu mesajı sildiniz
        |Bu mesaj silinib|Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht|Se eliminó este mensaje
        |Este mensaje fue eliminado|Eliminaste este mensaje|Mensagem apagada|Essa mensagem foi apagada
        |Esta mensagem foi apagada|Você apagou esta mensagem|Ce message a été supprimé|Vous avez supprimé ce message
        |Questo messaggio è stato eliminato|Hai eliminato questo messaggio|Dit bericht is verwijderd
        |U hebt dit bericht verwijderd|Ta wiadomość została usunięta|Usunięto tę wiadomość|Це повідомлення видалено
        |Ви видалили це повідомлення|Pesan ini dihapus|Anda menghapus pesan ini|Mesej ini telah dipadam
        |Ez az üzenet törölve lett|Tato zpráva byla smazána|Това съобщение беше изтрито|Αυτό το μήνυμα διαγράφηκε
        |Tin nhắn này đã bị xóa|यह मैसेज डिलीट किया गया|यह संदेश मिटा दिया गया|تم حذف هذه الرسالة|حذفت هذه الرسالة
        |این پیام حذف شد|شما این پیام را حذف کردید|הודעה זו נמחקה|삭제된 메시지입니다
        |此消息已删除|此訊息已刪除|您已删除此消息|このメッセージは削除されました
        |Acest mesaj a fost șters|Det här meddelandet raderades|Denne meldingen ble slettet""",
    "media only": r"""null|[^\n•]{1,120}\.[A-Za-z0-9]{2,5} • .{1,60}
        |\W?view once (?:photo|video|voice message)( omitted)?|.{3,30}\.vcf|Contact card omitted""",
    "location": r"""(?:location|live location) ?:? ?https?://\S+|live location shared|Live[- ]Standort wird geteilt
        |Live-Standort geteilt|ubicación en tiempo real compartida|localização em tempo real compartilhada
        |localisation en direct partagée|posizione in tempo reale condivisa|canlı konum paylaşıldı
        |canlı məkan paylaşıldı|трансляция местоположения|location: .*""",
    "service message": r"""(?:Group |)(?:[Vv]oice|[Vv]ideo) call[,.] .{1,40}|Missed (?:voice|video|group) .{0,10}call.*
        |Verpasster (?:Sprach|Video)anruf.*|Llamada(?: de voz| de vídeo| de video|) perdida.*|Videollamada perdida.*
        |Appel (?:vocal|vidéo) manqué.*|Chiamata (?:vocale|video) persa.*|Videochiamata persa.*
        |Chamada de (?:voz|vídeo) perdida.*
        |Cevapsız (?:sesli|görüntülü) arama.*|Buraxılmış (?:səsli|video) zəng.*|Cavabsız (?:səsli|video) zəng.*
        |Пропущенный (?:аудио|видео)?\s?звонок.*|Пропущенный (?:аудио|видео)звонок.*|Waiting for this message\..*
        |Warten auf diese Nachricht\..*|Esperando (?:el|este) mensaje\..*|En attente de ce message\..*
        |Bu mesaj bekleniyor\..*|Bu mesaj gözlənilir\..*|Ожидание (?:данного )?сообщения\..*|Aguardando mensagem\..*
        |In attesa del messaggio\..*|مكالمة (?:صوتية|فيديو) فائتة.*
        |未接(?:语音|视频)通话.*|부재중 (?:음성|영상) ?통화.*""",
}  # fmt: skip
_NOTES = {kind: re.compile("".join(map(str.strip, words.splitlines()))) for kind, words in _WORDS.items()}


def read(written: str) -> tuple[str | None, str | None]:
    """Return what a message says of the writer's own, and why there is nothing to score.

    Coordinates are never returned, of a poll its question alone.
    """
    said, marked = _unmarked(_EDITED.sub("", written) or written)
    plain = said.strip(MARKS + " \n")
    bare = plain.rstrip(".")
    if poll := _POLL.fullmatch(re.sub(f"[{MARKS}]", "", written).strip()):
        return poll["question"].strip(), "poll"
    if _NOTES["location"].fullmatch(bare) or _LINK.fullmatch(plain):
        return None, "location"
    for kind in ("deleted", "media only", "service message"):
        if _NOTES[kind].fullmatch(bare):
            return plain, kind
    head, _, caption = plain.partition("\n")
    if caption and _is_media(head, marked):
        return caption, None
    if _is_media(plain, marked):
        return plain, "sticker" if _STICKER.search(plain) else "media only"
    return plain, "service message" if marked else None


def _is_media(line: str, marked: bool) -> bool:
    if _BRACKETS.fullmatch(line) or _ATTACHED.fullmatch(line):
        return True
    return marked and bool(_OMITTED.fullmatch(line) or _FILE.fullmatch(line))


def _unmarked(written: str) -> tuple[str, bool]:
    """Cut off what an application set behind its mark; the second is whether all of a message is such."""
    if written.startswith(OWN):
        return written, True
    said, mark, note = written.rpartition(OWN) if written.count(OWN) == 1 else written.partition(OWN)
    before = said.rstrip(" \n")
    if not mark or not before or not (said[-1:].isspace()):
        return written, False
    if _FILE.fullmatch(before.rstrip(" •")) or before.endswith("•"):
        return before.rstrip(" •"), True
    if _BRACKETS.fullmatch(note.strip()) or _OMITTED.fullmatch(note.strip()):
        return before, False
    return written, False
