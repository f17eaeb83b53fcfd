from hypothesis import given
from hypothesis import strategies as st

from dabir.evaluation import Annotation, Counts, count, faults, total
from dabir.evaluation.annotation import Done, Named, Said
from dabir.evaluation.scoring import MATCH_LEAST, Score, Share, matches, overlap

SPEAKERS = st.sampled_from(["رضا پاکدل", "پاکدل", "مینا روشن", "وزیر نیرو", ""])
SAID = st.builds(
    lambda start, length, speaker, form, optional: Said(start, start + length, speaker, form, optional),
    st.integers(0, 60),
    st.integers(0, 30),
    SPEAKERS,
    st.sampled_from(["direct", "indirect"]),
    st.booleans(),
)
ANNOTATION = st.builds(
    Annotation,
    st.just("r"),
    st.lists(SAID, max_size=6).map(tuple),
    st.lists(st.builds(Named, SPEAKERS, st.sampled_from(["", "وزیر نیرو", "وزیر نیروی کشور"]))).map(tuple),
    st.none()
    | st.lists(st.builds(Done, st.sampled_from(["CONSULT", "AGREE"]), SPEAKERS, SPEAKERS)).map(tuple),
)


def test_one_report_counted_by_hand() -> None:
    gold = Annotation(
        "r",
        (
            Said(0, 10, "رضا پاکدل", "direct"),
            Said(20, 40, "مینا روشن", "indirect"),
            Said(50, 60, "وزیر نیرو", "direct", optional=True),
            Said(70, 80, "رضا پاکدل", "direct"),
        ),
        (Named("رضا پاکدل", "وزیر نیرو"), Named("مینا روشن", "")),
        (Done("CONSULT", "رضا پاکدل", "مینا روشن"),),
    )
    found = Annotation(
        "r",
        (
            Said(0, 9, "پاکدل", "direct"),  # 0.9: exact, attributed, not named
            Said(20, 32, "رضا پاکدل", "indirect"),  # 0.6: found, somebody else
            Said(50, 60, "", "direct"),  # matches the optional one: left out
            Said(90, 99, "رضا پاکدل", "direct"),  # spurious
        ),
        (Named("دکتر رضا پاکدل", "وزیر نیروی کشور"), Named("پاکدل", "")),
        (Done("CONSULT", "روشن", "پاکدل"), Done("AGREE", "رضا پاکدل", "مینا روشن")),
    )
    counts = count(gold, found)
    assert counts == Counts(
        gold=3,
        predicted=3,
        matched=2,
        exact=1,
        attributed=1,
        named=0,
        formed=2,
        people_gold=2,
        people_predicted=2,
        people_hits=1,
        role_gold=1,
        role_hits=0,
        events_gold=1,
        events_predicted=2,
        events_hits=1,
    )
    assert counts.scores()["statements"] == Score(2 / 3, 2 / 3, 2 / 3)
    assert counts.shares()["speaker"] == Share(1, 2)
    assert counts.figures()["events"] == 0.6667


def test_faults_name_what_went_wrong() -> None:
    text = "باران می‌بارد. هوا سرد است. جاده بسته شد."
    gold = Annotation("r", (Said(0, 13, "رضا پاکدل", "direct"), Said(15, 26, "مینا روشن", "direct")))
    found = Annotation(
        "r", (Said(0, 13, "", "direct"), Said(28, 40, "پاکدل", "direct")), (Named("رضا پاکدل", ""),)
    )
    wrong = faults(gold, found)
    assert wrong.missed == (gold.statements[1],)
    assert wrong.spurious == (found.statements[1],)
    assert wrong.misattributed == ((gold.statements[0], found.statements[0]),)
    assert list(wrong.lines(text)) == [
        "missed: مینا روشن: «هوا سرد است» (15–26)",
        "spurious: پاکدل: «جاده بسته شد» (28–40)",
        "speaker: رضا پاکدل, not nobody: «باران می‌بارد» (0–13)",
        "person spurious: رضا پاکدل",
    ]


def test_nothing_gives_no_share_and_zero_scores() -> None:
    figures = Counts().figures()
    assert figures["statements"] == 0.0
    assert figures["roles"] is None


@given(ANNOTATION)
def test_an_annotation_against_itself_is_perfect(annotation: Annotation) -> None:
    counts = count(annotation, annotation)
    scored = [s for s in annotation.statements if s.end > s.start]
    assert counts.matched == counts.exact
    assert counts.people_hits == counts.people_gold == counts.people_predicted
    assert counts.matched <= len(scored)
    if not any(s.optional for s in annotation.statements) and len({(s.start, s.end) for s in scored}) == len(
        scored
    ):
        assert counts.matched == len(scored)
        assert counts.named == counts.formed == len(scored)


@given(ANNOTATION, ANNOTATION)
def test_matches_are_one_to_one_and_overlap(gold: Annotation, found: Annotation) -> None:
    pairs = matches(gold.statements, found.statements)
    assert all(overlap(one, other) >= MATCH_LEAST for one, other in pairs)
    assert len({id(one) for one, _ in pairs}) == len({id(other) for _, other in pairs}) == len(pairs)


@given(st.lists(st.tuples(ANNOTATION, ANNOTATION), max_size=4))
def test_counts_stay_within_bounds_and_add_up(pairs: list[tuple[Annotation, Annotation]]) -> None:
    counts = [count(gold, found) for gold, found in pairs]
    every = total(counts)
    assert every.matched == sum(c.matched for c in counts)
    assert max(every.exact, every.attributed, every.named, every.formed) <= every.matched
    assert every.matched <= min(every.gold, every.predicted)
    assert all(0 <= s.f1 <= 1 for s in every.scores().values())


@given(ANNOTATION, ANNOTATION)
def test_faults_account_for_every_statement(gold: Annotation, found: Annotation) -> None:
    counts, wrong = count(gold, found), faults(gold, found)
    assert len(wrong.missed) == counts.gold - counts.matched
    assert len(wrong.spurious) == counts.predicted - counts.matched
    assert len(wrong.misattributed) == counts.matched - counts.attributed
