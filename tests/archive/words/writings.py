"""Texts for properties of words: odd letters, words that may be joined, and any others."""

from hypothesis import strategies as st

ODD = (
    "يكةۀهٔؤأإآءئیکوا\u0653\u0654\u064bـ\u200c\u200d\u200b\u200e\u200f"
    "\u202a\u2067\ufeff\u00ad¬\u00a0\n ۱٢3.«»ﻻﷲé\u0301eسبdر\ud800"
)
_WORDS = """می شود گفت و گو گفته است ها های ی ای ام اش تر ترین کتاب خانه نماینده بزرگ به عنوان خواهد رفت در آمد باز وزیر
    رئیس جمهور شان مان را که ۱۳۹۷ NGO آن وها"""
WORDS = _WORDS.split()
texts = (
    st.text()
    | st.text(alphabet=ODD)
    | st.text(alphabet=st.characters(codec=None, categories=None))
    | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
    | st.lists(st.sampled_from([*WORDS, " ", "\u200c", "،"]), max_size=20).map("".join)
)
