import re
from importlib.resources import files

from dabir.script.letters import squeeze
from dabir.script.places import place_names


def test_the_list_is_large_and_names_towns_at_home_and_abroad():
    assert len(place_names()) > 1000
    assert {"شیراز", "آذربایجان شرقی", "سنت‌پترزبورگ"} <= set(place_names())


def test_the_file_says_what_it_is():
    assert files("dabir.script").joinpath("data/places.txt").read_text("utf-8").startswith("# ")


def test_names_are_in_persian_letters_and_tidy():
    for name in place_names():
        assert squeeze(name), name
        assert not set(name) & set("يكىة\t"), name
        assert name == name.strip(" \u200c"), name
        assert not re.search("\u200c[ \u200c]| [ \u200c]", name), name


def test_no_name_stands_twice():
    assert len(set(map(squeeze, place_names()))) == len(place_names())
