import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.language import is_persian

SAMPLES = {
    "Arabic": "أكد وزير النقل في مؤتمر صحفي أن الجسر الجديد سيفتح أمام السيارات في الأسبوع القادم.",
    "Kurdish": "وەزیری گواستنەوە ڕایگەیاند کە پردی نوێ لە هەفتەی داهاتوودا دەکرێتەوە و تەواو بوو.",
    "Azeri": "یول ناظیری دئدی کی یئنی کؤرپو گلن هفته آچیلاجاق و بوتون ایشلر بیر آی اوچون قورتاریب.",
    "Urdu": "وزیر نے کہا کہ نیا پل اگلے ہفتے کھول دیا جائے گا اور تمام کام مکمل ہو چکے ہیں۔",
    "Pashto": "وزير وويل چې نوی پل به په راتلونکې اونۍ کې پرانيستل شي او ټول خلک ډېر خوښ دي.",
    "English": "The minister said that the new bridge will be open for cars in a week.",
    "Tajik": "Вазир гуфт, ки пули нав то охири тобистон барои мардум кушода мешавад.",
    "another language": "Министр сказал, что новый мост будет открыт на следующей неделе.",
    "no text": " \n ۱۲ - ۱۴ ... ",
    "binary data": "\x00\x01PK\x03\x04\x00\x00آب\x14\x00\x08",
}
AZERI_LATIN = "Nazir dedi ki, yeni körpü gələn həftə açılacaq və bütün işlər bir ay üçün görülüb."


@pytest.mark.parametrize("language", SAMPLES)
def test_other_languages_are_named(language):
    verdict = is_persian(SAMPLES[language])
    assert verdict.language == language
    assert not verdict


@pytest.mark.parametrize(
    "text",
    [
        "باکیدا کئچیریلن توپلانتیدا باشقان بیلدیریب کی، گمرک پولو گلن آی آزالاجاق.",
        "او دئییب کی، چیچک بازاری گئجه یاریسی باغلانیر و پایتاختین پارکلاری تمیزلنیر.",
        "شهرداری گؤره‌جک ایشلر اوچون پول گؤندریب",
        "ایشچیلرین ائولری یاپیلیب و اوشاقلارین مکتبینده یئر آچیلاجاق",
    ],
)
def test_azeri_with_persian_letters_is_azeri(text):
    assert is_persian(text).language == "Azeri"
    assert is_persian(text.replace("ی", "ي").replace("ک", "ك")).language == "Azeri"


@pytest.mark.parametrize(
    "text",
    [
        "وزير النقل: لن نغلق الجسر",
        "صرح وزير المالية اليوم بأن بلاده سترفع الأسعار.",
        "أعلن رئيس البلدية افتتاح الحديقة",
    ],
)
def test_short_arabic_is_arabic(text):
    assert is_persian(text).language == "Arabic"


def test_azeri_in_latin_letters_is_azeri():
    assert is_persian(AZERI_LATIN).language == "Azeri"


def test_the_empty_text_is_no_text():
    assert is_persian("").language == "no text"


@pytest.mark.parametrize(
    "text",
    [
        "پل تازهٔ شهر گشایش یافت",
        "وزير راه: پل هفته آينده افتتاح مي شود",
        "آیت الله العظمی کاویانی درگذشت",
        "حجت الاسلام والمسلمین نوری",
        "الزامات ساخت المپیک",
        "۱. Team A 23 12 5 6\n۲. Team B 21 11 4 8\nجدول لیگ برتر فوتبال در پایان هفته بیستم اعلام شد",
        "او گفت: «إن الله مع الصابرين» و این آیه را برای همه خواند و از مردم خواست که صبر کنند.",
        "من به والیبال علاقه دارم",
        "تهران",
        "ائتلاف تازه در مجلس پارلمان سوئد",
        "پیروزی السد مقابل الهلال",
        "سؤال از وزیر دربارهٔ رؤیای مسئولان تئاتر",
        "واکسینه شدن دلالان دلاری",
    ],
)
def test_persian_is_persian(text):
    assert is_persian(text)


def test_a_long_text_is_judged_by_its_beginning():
    assert is_persian("شهردار گفت که پل باز است. " * 200_000)


@given(st.text() | st.text(alphabet=st.characters(codec=None, categories=None)))
def test_any_text_gets_a_verdict(text):
    verdict = is_persian(text)
    assert bool(verdict) == (verdict.language == "Persian")
