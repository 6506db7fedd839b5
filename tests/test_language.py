import pytest

from sentiment.language import detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nəhayət açıldı", "az"),
        ("cox sag olun, usaqlarin dersi de ordan idi", "az"),
        ("menim telefonumda hele de acilmir, sizde necedi?", "az"),
        ("Sonunda açıldı, çok mutluyum, herkes bekliyordu", "tr"),
        ("cok guzel oldu ama hala calismiyor bende", "tr"),
        ("Наконец-то открыли, спасибо большое", "ru"),
        ("Finally the app is open again, what a relief", "en"),
        ("🎉🎉🎉", "und"),
        ("@user http", "und"),
        ("", "und"),
    ],
)
def test_detect(text: str, code: str) -> None:
    assert detect([text]) == [code]
