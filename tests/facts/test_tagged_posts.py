"""Posts cut where the model sees them end."""

from dabir.facts.mentions import find_mentions
from readings import reading_of, tags_of

TEXT = "معاون وزیر نیرو پاسخ نامه سازمان آب را داد."


def posts(*seen, trust=0.95):
    """The posts of the text, where the model sees these posts."""
    reading = reading_of(TEXT)
    tags = tags_of(reading, *(("post", "post", words) for words in seen), trust=trust)
    return [
        reading.text(mention.role.range)
        for mention in find_mentions(reading, tags).all
        if mention.role and mention.role.kind == "post"
    ]


def test_a_post_ends_where_the_model_sees_its_end():
    (whole,) = posts()
    assert whole.startswith("معاون وزیر نیرو پاسخ")
    assert posts("معاون وزیر نیرو") == ["معاون وزیر نیرو"]


def test_an_unsure_model_cuts_nothing():
    assert posts("معاون وزیر نیرو", trust=0.5) == posts()


def test_a_post_that_the_model_sees_elsewhere_or_longer_is_left_alone():
    assert posts("وزیر نیرو") == posts()
    (whole,) = posts()
    assert posts(f"{whole} را") == [whole]
