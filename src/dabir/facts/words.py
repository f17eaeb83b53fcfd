"""Small closed word classes that several rules ask for, and whether a word is a finite verb."""

from __future__ import annotations

from functools import cache

from dabir.script.letters import squeeze
from dabir.script.verbs import verbs, written

PREPOSITIONS = frozenset(
    "از به با در بر برای درباره دربارهی پیرامون توسط علیه ضد برابر مقابل نزد بین میان طی ضمن جز مگر بدون تا روی زیر کنار همراه"
    " سوی طرف جانب نسبت خصوص مورد بنا بعنوان بجای بهعنوان بهجای بدلیل بهدلیل بهمنظور بمنظور باحضور نظیر مانند همچون مثل".split()
)
PRONOUNS = frozenset("وی او ایشان نامبرده مشارالیه".split())
CONNECTIVES = frozenset(
    "و اما ولی همچنین هم نیز سپس آنگاه پس البته اکنون حال امروز دیروز فردا امشب دیشب صبح ظهر عصر شب شامگاه بعدازظهر روز باز"
    " گفتنی افزون بلکه زیرا چون چراکه چرا لذا بنابراین".split()
)
FUNCTION_WORDS = (
    PREPOSITIONS
    | PRONOUNS
    | CONNECTIVES
    | frozenset(
        "که را این آن همین همان هر هیچ چه چند یک دو سه ای ها های یا نه نه‌تنها اگر هنوز خود خویش ما من شما تو آنها آنان اینها انها"
        " است بود شد شود باشد باشند هست هستند بودند شدند کرد کرده کردند دارد دارند داشت داشتند خواهد خواهند باید نباید شاید می نمی"
        " یکی دیگر برخی بعضی همه تمام کل بسیاری چنین چنان اینکه آنکه وقتی هنگامی زمانی جایی کسی چیزی فقط تنها حتی مانند مثل"
        " گفت افزود اول دوم سوم بعد قبل پیش بالا پایین".split()
    )
)
# Given names that join with another into one word («علیرضا», «امیرحسین», «نورالدین»).
COMPOUNDING = frozenset(
    "محمد علی امیر غلام عبد حسین حسن مهدی میر شاه نور فاطمه زهرا جلال جمال کمال سیف شمس ضیا ناصر صدر بها علا احمد محمود رضا کریم"
    " نعمت روح حبیب اسد فتح نصر فضل لطف قدرت عنایت عزت حشمت رحمت".split()
)
# Pieces before or behind a half-space that mark verbs, plurals and other inflected words.
INFLECTION = frozenset(
    "می نمی بی غیر هم نا پیش ها های هایی ام ات اش مان تان شان ای اند تر ترین اید ایم هایش هایشان هایم هایمان".split()
)
# Nouns whose complement names a thing after a person: «خیابان بهشتی», «ورزشگاه تختی», «جام تختی».
THING_HEADS = frozenset(
    "خیابان میدان بلوار بزرگراه اتوبان آزادراه کوچه پل تقاطع چهارراه شهرک ورزشگاه استادیوم سالن بیمارستان درمانگاه کلینیک دانشگاه"
    " دانشکده مدرسه دبیرستان دبستان هنرستان مسجد حسینیه مصلی مصلای سد نیروگاه پالایشگاه فرودگاه بندر ایستگاه بوستان پارک پادگان اردوگاه"
    " جام جایزه جشنواره شهرستان شهر استان روستای روستا بخش منطقه محله حرم مرقد آستان امامزاده تالار فرهنگسرای کتابخانه موزه ناوشکن"
    " لشکر تیپ قرارگاه گردان مجتمع پژوهشگاه حوزه صندوق بنیاد موسسه موسسهی شرکت کمیته".split()
)

# Verb forms that are far more often nouns, adjectives or adverbs.
NOUNS_TOO = frozenset("ساخت خرید فروش دید پرداخت برداشت کشت باخت نشست شکست گذشت بازگشت درخواست خواست برد دوم سوم چین بین بر در دان دار".split())
# The commonest verbs of a speaker about himself that have no «می».
FIRST_PERSON = frozenset("هستم نیستم دارم ندارم بودم نبودم داشتم کردم شدم گفتم دیدم رفتم گرفتم دادم خواهم امیدوارم معتقدم".split())


def is_finite(key: str) -> bool:
    """Whether a squeezed word is a finite verb by itself («گفت», «می‌رود», «است»)."""
    return key in _finite_forms()


@cache
def _finite_forms() -> frozenset[str]:
    """Forms that are read as verbs that end a clause: no second person singular («درمانی», «خوبی»), no modal («باید»)."""
    return frozenset(
        key
        for key, (_, features) in written().items()
        if key not in NOUNS_TOO
        and not (features.person == 2 and not features.plural)
        and features.tense != "modal"
    )


@cache
def _participles() -> frozenset[str]:
    return frozenset(squeeze(f"{verb.prefix}{verb.past}ه") for verb in verbs())


def is_participle(key: str, text: str) -> bool:
    """Whether a word is a past participle, alone or half-spaced to its noun («شده», «صورت‌گرفته»)."""
    return key in _participles() or squeeze(text.rpartition("\u200c")[2]) in _participles()


def is_first_person(key: str) -> bool:
    """Whether a squeezed word can only be a finite verb in the first person («می‌کنیم», «هستم»; «مردم» is a noun too)."""
    if not (key.startswith(("می", "نمی")) or key.endswith("یم") or key in FIRST_PERSON):
        return False
    found = written().get(key)
    return found is not None and found[1].person == 1 and len(key) > 3
